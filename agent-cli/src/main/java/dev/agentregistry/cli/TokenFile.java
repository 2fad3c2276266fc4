package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The file with the server's token. The token itself is never shown.
 *
 * @param path the file, absolute
 */
record TokenFile(Path path) {

  private static final int TOKEN_BYTES = 32;

  /** The file that was named; else the one beside the database file, or where that would be. */
  static TokenFile find(Shell shell, Optional<String> named, Database database) {
    return named
        .map(file -> new TokenFile(shell.resolve(file)))
        .orElseGet(() -> beside(database.local()));
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
    return new SecretFile(path, "token").read(shell);
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
}
