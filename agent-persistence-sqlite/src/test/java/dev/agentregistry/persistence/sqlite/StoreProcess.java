package dev.agentregistry.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link StoreProgram} that runs, as the test sees it. */
final class StoreProcess implements AutoCloseable {

  private final Process process;
  private final PrintStream toProcess;
  private final BufferedReader fromProcess;

  private StoreProcess(Process process) {
    this.process = process;
    this.toProcess = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.fromProcess = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a process that will open the file once it is told to. */
  static StoreProcess start(Path file) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProgram.class.getName(),
            file.toString());
    try {
      return new StoreProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process that has the file open. */
  static StoreProcess open(Path file) {
    StoreProcess process = start(file);
    assertThat(process.readLine()).isEqualTo("ready");
    assertThat(process.ask("open")).isEqualTo("open");
    return process;
  }

  void tell(String line) {
    toProcess.println(line);
  }

  String readLine() {
    try {
      return String.valueOf(fromProcess.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String ask(String line) {
    tell(line);
    return readLine();
  }

  /** What the process says up to this line; all that it ever says if the line never comes. */
  List<String> linesUntil(String last) {
    List<String> lines = new ArrayList<>();
    String line = readLine();
    while (!line.equals(last) && !line.equals("null")) {
      lines.add(line);
      line = readLine();
    }
    return lines;
  }

  /** Ends the process as the kernel does: at once, without a chance to tidy up. */
  void kill() {
    // Through the handle: the process itself would throw away what is still to be read.
    process.toHandle().destroyForcibly();
  }

  /** Lets the process close its store and waits for its end. */
  @Override
  public void close() {
    toProcess.close();
    process.onExit().join();
  }
}
