package dev.agentregistry.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts processes of their own, with nothing but the environment that a test gives them. */
final class Processes {

  private static final long LONGEST_SECONDS = 120;

  private Processes() {}

  /** A process whose output goes to files: it never waits for its reader. */
  record Started(Process process, Path out, Path err) {

    Cli.Result result() throws IOException, InterruptedException {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end: " + Files.readString(err));
      }
      return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  static Started start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile(directory, "standard", ".out");
    Path err = Files.createTempFile(directory, "standard", ".err");
    Process process =
        builder(directory, environment, command)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Started(process, out, err);
  }

  static Cli.Result run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return start(directory, environment, command).result();
  }

  /** A process whose output the test reads itself; what it says of failures goes to the test's. */
  static Process piped(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    return builder(directory, environment, command).redirectError(Redirect.PIPE).start();
  }

  private static ProcessBuilder builder(
      Path directory, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
