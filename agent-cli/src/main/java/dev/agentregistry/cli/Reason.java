package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why something with a file went wrong, in words: many of the JDK's messages are just the path. */
final class Reason {

  private Reason() {}

  static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> "permission denied";
      case NoSuchFileException e -> "no such file or folder";
      case FileAlreadyExistsException e -> "it is there already, or it is a link to nothing";
      case CharacterCodingException e -> "it is not UTF-8 text";
      case FileSystemException e -> Objects.requireNonNullElse(e.getReason(), e.toString());
      default -> Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    };
  }
}
