package dev.agentregistry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is imported, and can be read more than once: a file, or a copy of what came by a pipe. */
final class ImportSource implements AutoCloseable {

  private final String name;
  private final FileChannel channel;

  private ImportSource(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Opens it.
   *
   * @param file the file's name; absent or {@code -} for standard input
   */
  static ImportSource open(Shell shell, @Nullable String file) throws IOException {
    if (file == null || file.equals("-")) {
      refuseToWaitForTyping(shell, file);
      return copy(shell, "standard input", shell.surroundings().in());
    }
    Path path = shell.resolve(file);
    if (Files.isDirectory(path)) {
      throw CommandException.failed(path + " is a folder: name a file in it");
    }
    try {
      if (Files.isRegularFile(path)) {
        return new ImportSource(file, FileChannel.open(path, StandardOpenOption.READ));
      }
      try (InputStream pipe = Files.newInputStream(path)) {
        return copy(shell, file, pipe);
      }
    } catch (IOException e) {
      throw CommandException.failed("cannot read " + path + ": " + Reason.of(e), e);
    }
  }

  /** How it is called. */
  String name() {
    return name;
  }

  /** How many bytes it has. */
  long size() throws IOException {
    return channel.size();
  }

  /** Its lines, from the first one on. */
  Lines lines() throws IOException {
    return new Lines(Channels.newInputStream(channel.position(0)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void refuseToWaitForTyping(Shell shell, @Nullable String file) {
    if (file == null && shell.surroundings().terminals().contains(StandardStream.IN)) {
      throw CommandException.usage("name a FILE to import, or - to type it in");
    }
  }

  /** What is read twice has to be kept in between: on the disk, since it may be long. */
  private static ImportSource copy(Shell shell, String name, InputStream pipe) throws IOException {
    Path temporary = temporaryFile(shell);
    // Where the system can, it has no name any more once it is open: nothing stays, whatever ends
    // this process.
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      pipe.transferTo(Channels.newOutputStream(channel));
      return new ImportSource(name, channel);
    } catch (IOException e) {
      channel.close();
      throw CommandException.failed(
          "cannot keep what comes from %s in %s: %s; TMPDIR names another folder"
              .formatted(name, temporary.getParent(), Reason.of(e)),
          e);
    }
  }

  private static Path temporaryFile(Shell shell) throws IOException {
    Optional<Path> folder = shell.variable("TMPDIR").map(shell::resolve);
    Path found = folder.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    try {
      return Files.createTempFile(found, "agents-import-", ".ndjson", OwnerOnly.file(found));
    } catch (IOException e) {
      throw CommandException.failed(
          "cannot make a temporary file in %s: %s; TMPDIR names another folder"
              .formatted(found, Reason.of(e)),
          e);
    }
  }
}
