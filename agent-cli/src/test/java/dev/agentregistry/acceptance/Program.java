package dev.agentregistry.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the built program, and others, as processes. */
final class Program {

  static final Path ROOT = Path.of(System.getProperty("agents.launcher")).normalize().getParent();
  static final Path LIB = Path.of(System.getProperty("agents.lib"));
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private static final int PATIENCE_SECONDS = 60;

  private Program() {}

  /** What a process left behind. */
  record Result(int exitCode, String out, String err) {

    /** Standard error as lines. */
    List<String> errLines() {
      return err.lines().toList();
    }
  }

  /** The command line that starts {@code agents} without the launcher. */
  static List<String> agents(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(JAVA.toString(), unpackingApart(), "-jar", jar("agent-cli").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * A folder of its own for the driver's native library, which the launcher keeps unpacked: in a
   * shared one, drivers that start at once all clean up after a process that was killed, and those
   * that come late tell a stack trace.
   */
  private static String unpackingApart() {
    try {
      Path folder = Files.createTempDirectory("sqlite");
      folder.toFile().deleteOnExit();
      return "-Dorg.sqlite.tmpdir=" + folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar of the runnable folder, by the name of its artifact. */
  static Path jar(String artifact) {
    try (Stream<Path> jars = Files.list(LIB)) {
      return jars.filter(jar -> jar.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + artifact + " in " + LIB));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process builder with a home of its own, and nothing of the caller's settings. */
  static ProcessBuilder builder(Path home, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AGENT_REGISTRY_"));
    environment.remove("XDG_DATA_HOME");
    environment.put("HOME", home.toString());
    environment.put("LC_ALL", "C.UTF-8");
    return builder.directory(home.toFile());
  }

  static Result run(Path home, String... agentsArguments) {
    return run(builder(home, agents(agentsArguments)));
  }

  static Result run(ProcessBuilder builder) {
    try {
      File out = File.createTempFile("agents", ".out");
      File err = File.createTempFile("agents", ".err");
      Process process =
          builder
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out)
              .redirectError(err)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end: " + builder.command());
      }
      Result result =
          new Result(
              process.exitValue(),
              Files.readString(out.toPath(), StandardCharsets.UTF_8),
              Files.readString(err.toPath(), StandardCharsets.UTF_8));
      Files.delete(out.toPath());
      Files.delete(err.toPath());
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
