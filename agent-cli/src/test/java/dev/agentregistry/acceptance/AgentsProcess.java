package dev.agentregistry.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of {@code agents} that goes on, and whose output goes to files. */
final class AgentsProcess implements AutoCloseable {

  private final Path out;
  private final Path err;
  private final Process process;

  private AgentsProcess(ProcessBuilder builder, Path folder) throws IOException {
    this.out = Files.createTempFile(folder, "agents", ".out");
    this.err = Files.createTempFile(folder, "agents", ".err");
    this.process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  static AgentsProcess start(Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    // Whoever starts the tests in the background may have had this signal ignored.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.addAll(Program.agents(arguments));
    try {
      return new AgentsProcess(Program.builder(home, command), home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal to this process alone. */
  void signal(String name) {
    Program.Result sent =
        Program.run(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())));
    if (sent.exitCode() != 0) {
      throw new IllegalStateException(sent.err());
    }
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end; it said: " + err());
    }
    return process.exitValue();
  }

  /** With all that it started. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
