package dev.agentregistry.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A run of {@code agents} in a terminal of its own: all that it writes is kept. */
final class PseudoTerminal implements AutoCloseable {

  private final Path screen;
  private final Process script;

  private PseudoTerminal(Path home, List<String> arguments) throws IOException {
    this.screen = Files.createTempFile(home, "terminal", ".out");
    String command =
        Program.agents(arguments.toArray(String[]::new)).stream()
            .map(argument -> "'" + argument + "'")
            .collect(Collectors.joining(" "));
    ProcessBuilder builder =
        Program.builder(
            home,
            List.of(
                "script",
                "--quiet",
                "--flush",
                "--return",
                "--command",
                // Whoever starts the tests in the background may have had this signal ignored.
                "exec env --default-signal=INT " + command,
                "/dev/null"));
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    builder.environment().remove("COLUMNS");
    builder.environment().remove("LINES");
    this.script = builder.redirectErrorStream(true).redirectOutput(screen.toFile()).start();
  }

  static PseudoTerminal start(Path home, List<String> arguments) {
    try {
      return new PseudoTerminal(home, arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a person types; {@code \3} is Ctrl-C. */
  void type(String text) throws IOException {
    OutputStream keyboard = script.getOutputStream();
    keyboard.write(text.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /** All that was written to it so far. */
  String text() {
    try {
      return Files.readString(screen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitText(String text) {
    Eventually.holds(() -> text().contains(text), this::text);
  }

  /** The program in it. */
  ProcessHandle program() {
    return script.children().findFirst().orElseThrow();
  }

  void resize(int rows, int columns) throws IOException {
    Path terminal = Files.readSymbolicLink(Path.of("/proc/" + program().pid() + "/fd/1"));
    Program.Result resized =
        Program.run(
            new ProcessBuilder(
                "stty",
                "-F",
                terminal.toString(),
                "rows",
                String.valueOf(rows),
                "cols",
                String.valueOf(columns)));
    if (resized.exitCode() != 0) {
      throw new IllegalStateException(resized.err());
    }
  }

  int awaitEnd() throws InterruptedException {
    if (!script.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end; it wrote: " + text());
    }
    return script.exitValue();
  }

  @Override
  public void close() {
    List<ProcessHandle> started = script.descendants().toList();
    script.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
