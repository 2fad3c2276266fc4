package dev.agentregistry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pipe that a script waits at until the test opens it. */
final class Gate {

  private final Path pipe;

  Gate(Path folder) {
    this.pipe = folder.resolve("gate");
    Program.Result made = Program.run(Program.builder(folder, List.of("mkfifo", pipe.toString())));
    if (made.exitCode() != 0) {
      throw new IllegalStateException(made.err());
    }
  }

  /** The part of a shell script that waits; no signal that the shell traps ends it. */
  String await() {
    return "until read line < " + pipe + "; do :; done 2>/dev/null;";
  }

  void open() {
    try {
      Files.writeString(pipe, "go on\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
