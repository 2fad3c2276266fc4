package dev.agentregistry.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The program. */
public final class Main {

  private Main() {}

  /** Runs one command, and ends the process with its exit code. */
  public static void main(String[] args) {
    int exitCode = run(Surroundings.ofThisProcess(), args);
    if (exitCode != ExitCode.DONE) {
      // Only then: it sets up the whole of logging to log that it was called.
      System.exit(exitCode);
    }
  }

  /** Runs one command in surroundings that may be a test's. */
  static int run(Surroundings surroundings, String... args) {
    Shell shell = new Shell(surroundings);
    if (Arrays.stream(args).anyMatch(Locales::isGarbled)) {
      shell.say("agents: cannot read the arguments in this locale: " + Locales.REMEDY);
      return ExitCode.USAGE;
    }
    int exitCode = CommandTree.of(shell, List.of(args)).execute(args);
    return flush(shell, exitCode);
  }

  private static int flush(Shell shell, int exitCode) {
    try {
      shell.out().flush();
      return exitCode;
    } catch (StandardOutput.Failure failure) {
      if (exitCode != ExitCode.DONE || failure.isClosedPipe()) {
        return exitCode;
      }
      shell.say("agents: " + failure.getMessage());
      return ExitCode.FAILED;
    } catch (IOException e) {
      throw new IllegalStateException("only failures of standard output end up here", e);
    }
  }
}
