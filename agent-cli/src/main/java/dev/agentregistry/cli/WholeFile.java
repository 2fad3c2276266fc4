package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name whole or not at all, readable by its owner alone. It is
 * written as a draft beside it, which goes where it is not published.
 */
final class WholeFile implements AutoCloseable {

  private final Path target;
  private final Path draft;
  private final boolean overwrites;

  private WholeFile(Path target, Path draft, boolean overwrites) {
    this.target = target;
    this.draft = draft;
    this.overwrites = overwrites;
  }

  /**
   * Starts one.
   *
   * @param target its name, absolute
   * @param overwrites whether a file of that name may be replaced
   */
  static WholeFile draft(Shell shell, Path target, boolean overwrites) throws IOException {
    Path file = checked(target, overwrites);
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw CommandException.failed(
          "there is no folder " + folder + " for the file: make it, or name another file");
    }
    Path draft;
    try {
      draft = Files.createTempFile(folder, ".agents-", ".draft", OwnerOnly.file(file));
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
    shell.surroundings().atShutdown().accept(() -> deleteQuietly(draft));
    return new WholeFile(file, draft, overwrites);
  }

  /** Where to write it. */
  Path draft() {
    return draft;
  }

  /** Gives what was written its name, once it is on the disk. */
  void publish() throws IOException {
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (overwrites) {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        link();
      }
      storeFolder();
    } catch (FileAlreadyExistsException e) {
      throw isThere(target);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  @Override
  public void close() {
    deleteQuietly(draft);
  }

  /** What keeps a file from being written, in a line. */
  static CommandException cannotWrite(Path file, IOException e) {
    return CommandException.failed("cannot write " + file + ": " + Reason.of(e), e);
  }

  private static Path checked(Path target, boolean overwrites) throws IOException {
    if (Files.isDirectory(target)) {
      throw CommandException.failed(target + " is a folder: name a file in it");
    }
    if (!Files.exists(target)) {
      return target;
    }
    if (!Files.isRegularFile(target)) {
      throw CommandException.failed(target + " is no file on a disk: name another");
    }
    if (!overwrites) {
      throw isThere(target);
    }
    // The file that a link leads to is meant, not the link.
    return target.toRealPath();
  }

  private static CommandException isThere(Path target) {
    return CommandException.refused(
        target + " is there already, so nothing was written: name another file, or add --force");
  }

  private void link() throws IOException {
    try {
      // Unlike a move, it fails where the file is there by now.
      Files.createLink(target, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinksOnThisDisk) {
      Files.move(draft, target);
    }
  }

  /** The name too has to survive a power cut. */
  private void storeFolder() {
    try (FileChannel folder = FileChannel.open(target.resolveSibling(""))) {
      folder.force(true);
    } catch (IOException notOnThisSystem) {
      // Windows opens no folders, and needs none of this.
    }
  }

  private static void deleteQuietly(Path draft) {
    try {
      Files.deleteIfExists(draft);
      // What SQLite keeps beside a file that it writes.
      Files.deleteIfExists(Path.of(draft + "-journal"));
    } catch (IOException left) {
      // Something else is being told already.
    }
  }
}
