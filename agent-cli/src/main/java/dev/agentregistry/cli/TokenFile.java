package dev.agentregistry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The file with the server's token. The token itself is never shown.
 *
 * @param path the file, absolute
 */
record TokenFile(Path path) {

  private static final int TOKEN_BYTES = 32;
  private static final int MAX_FILE_BYTES = 4096;

  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /** The file that was named; else the one beside the database file. */
  static TokenFile find(Shell shell, Optional<String> named, DatabaseFile database) {
    return named.map(file -> new TokenFile(shell.resolve(file))).orElseGet(() -> beside(database));
  }

  /** The file beside the database file, where nobody names another. */
  static TokenFile beside(DatabaseFile database) {
    return new TokenFile(database.path().resolveSibling("token"));
  }

  /** The token in the file; a new one where there is no file. */
  String readOrMake(Shell shell) {
    try {
      return Files.exists(path) ? readExisting(shell) : make(shell);
    } catch (IOException e) {
      throw CommandException.failed(
          "cannot use the token file "
              + path
              + ": "
              + Reason.of(e)
              + "; --token-file names another",
          e);
    }
  }

  /** The token in the file, which has to be there. */
  String readExisting(Shell shell) throws IOException {
    String token = read();
    // After it was read: a folder is no token file, and needs no advice on its mode.
    warnIfOthersMayRead(shell);
    return token;
  }

  private String read() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    }
    String token =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
    if (token.isEmpty()) {
      throw CommandException.failed(
          "the token file " + path + " is empty: put a token in it, or delete it to get a new one");
    }
    if (bytes.length > MAX_FILE_BYTES || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw CommandException.failed(
          "the token file "
              + path
              + " must hold one token of visible ASCII characters and nothing else");
    }
    return token;
  }

  private String make(Shell shell) throws IOException {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      store(token);
    } catch (FileAlreadyExistsException e) {
      if (Files.exists(path)) {
        // Another server that starts at this moment was quicker: its token counts.
        return readExisting(shell);
      }
      throw e;
    }
    shell.say("agents: made a token for clients, readable by you alone, in " + path);
    return token;
  }

  /** Whole or not at all: nobody ever finds an empty file, not even after a full disk. */
  private void store(String token) throws IOException {
    // Readable by its owner alone from the start: made so, not changed afterwards.
    Path draft = Files.createTempFile(path.getParent(), "token", ".draft", OwnerOnly.file(path));
    try {
      Files.writeString(draft, token + "\n", StandardCharsets.US_ASCII);
      publish(draft);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void publish(Path draft) throws IOException {
    try {
      // Unlike a move, it fails where the file is there already.
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException noLinksOnThisDisk) {
      Files.move(draft, path);
    }
  }

  private void warnIfOthersMayRead(Shell shell) throws IOException {
    if (!OwnerOnly.isKnown(path)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(FOR_OTHERS::contains)) {
      shell.sayOnce(
          "agents: warning: others may read the token file " + path + ": run chmod 600 on it");
    }
  }
}
