package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentregistry.acceptance.Program.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that only root may run, and in many containers not even root: where the machine does not
 * allow it, the test is skipped.
 */
final class Privileged {

  private Privileged() {}

  /** Runs it, or skips the test, saying why. */
  static void runOrSkip(Path directory, List<String> command) {
    requireInstalled(command.getFirst());
    Result result = Program.run(Program.builder(directory, command));
    assumeTrue(result.exitCode() == 0, "not allowed here: " + command + ": " + result.err());
  }

  /** Runs it, once a similar one was allowed. */
  static void run(Path directory, List<String> command) {
    Result result = Program.run(Program.builder(directory, command));
    assertThat(result.exitCode()).as("%s: %s", command, result.err()).isZero();
  }

  /** What the script for continuous integration installs has to be there when that runs. */
  private static void requireInstalled(String program) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assertThat(installed || !"true".equals(System.getenv("CI")))
        .as("%s is installed, as .ci/run does", program)
        .isTrue();
    assumeTrue(installed, program + " is not installed");
  }
}
