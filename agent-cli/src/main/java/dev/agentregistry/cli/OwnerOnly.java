package dev.agentregistry.cli;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** How files and folders are made that are their owner's alone, from their creation on. */
final class OwnerOnly {

  private static final String FILE = "rw-------";
  private static final String FOLDER = "rwx------";

  private OwnerOnly() {}

  static FileAttribute<?>[] file(Path path) {
    return attributes(path, FILE);
  }

  static FileAttribute<?>[] folder(Path path) {
    return attributes(path, FOLDER);
  }

  /** Whether there are modes where this path is. */
  static boolean isKnown(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    return isKnown(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
