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

  /** The secret in the file, which has to be there. */
  String read(Shell shell) throws IOException {
    String secret = read();
    // After it was read: a folder is no such file, and needs no advice on its mode.
    warnIfOthersMayRead(shell);
    return secret;
  }

  private String read() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    String secret =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
    if (secret.isEmpty()) {
      throw CommandException.failed(
          "the %s file %s is empty: put a %s in it".formatted(what, path, what));
    }
    if (bytes.length > MAX_BYTES || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw CommandException.failed(
          "the %s file %s must hold one %s of visible ASCII characters and nothing else"
              .formatted(what, path, what));
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
