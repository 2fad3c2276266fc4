package dev.agentregistry.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Runs commands in this process, in surroundings that a test chooses. */
final class Cli {

  static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

  /** What a run left behind. */
  record Result(int exitCode, String out, String err) {}

  final Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));
  private final Path folder;
  private Set<StandardStream> terminals = Set.of();
  private InputStream in = InputStream.nullInputStream();
  Instant now = NOW;

  /** Takes the folder that is both the current directory and the user's home. */
  Cli(Path folder) {
    this.folder = folder;
  }

  Cli with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Cli onTerminal() {
    terminals = Set.of(StandardStream.values());
    return this;
  }

  Cli answering(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(surroundings(out, err), args);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Surroundings surroundings(OutputStream out, OutputStream err) {
    return new Surroundings(
        environment,
        folder,
        folder,
        in,
        out,
        err,
        terminals,
        () -> OptionalInt.of(80),
        () -> TerminalSize.USUAL,
        () -> now,
        action -> {});
  }
}
