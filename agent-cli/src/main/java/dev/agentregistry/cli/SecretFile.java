package dev.agentregistry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that holds one secret, which is never shown.
 *
 * @param path the file, absolute
 * @param what what it holds, in a word
 */
record SecretFile(Path path, String what) {

  private static final int MAX_BYTES = 4096;

  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /** The secret in the file, which has to be there: visible ASCII characters, as we make them. */
  String read(Shell shell) throws IOException {
    String text = text().strip();
    String secret =
        require(
            text,
            text.chars().allMatch(c -> c > ' ' && c <= '~'),
            "one %s of visible ASCII characters and nothing else");
    // After it was read: a folder is no such file, and needs no advice on its mode.
    warnIfOthersMayRead(shell);
    return secret;
  }

  /** The same where others made it up: one line of any characters, spaces and all. */
  String readLine(Shell shell) throws IOException {
    String text = text().replaceFirst("\\R\\z", "");
    String secret =
        require(
            text,
            text.codePoints().noneMatch(Character::isISOControl),
            "one line with the %s and nothing else");
    warnIfOthersMayRead(shell);
    return secret;
  }

  private String text() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw CommandException.failed(
          "the %s file %s is longer than %d bytes: put one %s and nothing else in it"
              .formatted(what, path, MAX_BYTES, what));
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private String require(String secret, boolean isWellFormed, String form) {
    if (secret.isEmpty()) {
      throw CommandException.failed(
          "the %s file %s is empty: put a %s in it".formatted(what, path, what));
    }
    if (!isWellFormed) {
      throw CommandException.failed(
          "the %s file %s must hold ".formatted(what, path) + form.formatted(what));
    }
    return secret;
  }

  private void warnIfOthersMayRead(Shell shell) throws IOException {
    if (!OwnerOnly.isKnown(path)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(FOR_OTHERS::contains)) {
      shell.sayOnce(
          "agents: warning: others may read the %s file %s: run chmod 600 on it"
              .formatted(what, path));
    }
  }
}
