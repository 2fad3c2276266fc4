package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into one line that says what to do. */
final class Failures {

  private static final int PRIMARY_CODE = 0xff;

  private final Path file;

  Failures(Path file) {
    this.file = file;
  }

  RegistryUnavailableException translate(SQLException e) {
    // The extended codes say more than anybody can act on; SQLite's "rescode" page lists them.
    return switch (primaryCode(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          failure("the database %s is busy: another process keeps writing; try again", true, e);
      case SQLITE_FULL ->
          failure("no room left to write the database %s: free some disk space", true, e);
      case SQLITE_READONLY ->
          failure(
              "the database %s cannot be written: check the owner and mode of it and its folder",
              false, e);
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          failure(
              "the database %s cannot be opened: check the owner and mode of it and its folder",
              false, e);
      case SQLITE_CORRUPT ->
          failure("the database %s is damaged: restore a backup of it", false, e);
      case SQLITE_NOTADB -> failure("%s is not a SQLite database: name another file", false, e);
      case SQLITE_IOERR ->
          failure("reading or writing the database %s failed: check its disk", true, e);
      default -> failure("the database %s cannot be used (" + e.getMessage() + ")", false, e);
    };
  }

  RegistryUnavailableException noSuchFile() {
    return failure("there is no database %s: name the right one, or start a server on it first");
  }

  RegistryUnavailableException noSuchFolder() {
    return failure("there is no folder for the database %s: make it first");
  }

  RegistryUnavailableException isFolder() {
    return failure("%s is a folder, not a database: name a file in it");
  }

  RegistryUnavailableException isNoFile() {
    return failure("%s is not a file on a disk: name another file");
  }

  RegistryUnavailableException notMade(Throwable cause) {
    return failure(
        "the database %s cannot be made: check the owner and mode of its folder", false, cause);
  }

  RegistryUnavailableException foreign() {
    return failure("%s is the database of another program: name another file");
  }

  RegistryUnavailableException newer(int version) {
    return failure(
        "the database %s has version "
            + version
            + ", made by a newer agent registry; this one knows up to "
            + Schema.VERSION
            + ": use the newer program");
  }

  RegistryUnavailableException empty() {
    return failure("there is nothing in the database %s yet: name the right one");
  }

  RegistryUnavailableException damaged(String what) {
    return failure("the database %s is damaged (" + what + "): restore a backup of it");
  }

  RegistryUnavailableException gone() {
    return failure(
        "the database %s was moved, deleted or replaced: put it back, or restart on the new one");
  }

  RegistryUnavailableException closed() {
    return failure("the database %s is closed");
  }

  RegistryUnavailableException overloaded() {
    return new RegistryUnavailableException(
        "too many changes are waiting for the database " + file + ": try again", true);
  }

  /** Whatever it was that kept a batch from being stored. */
  RegistryUnavailableException of(Throwable failure) {
    if (failure instanceof RegistryUnavailableException told) {
      return told;
    }
    return failure instanceof SQLException e ? translate(e) : unexpected(failure);
  }

  private RegistryUnavailableException unexpected(Throwable cause) {
    return failure("the database %s could not be written (" + cause + ")", true, cause);
  }

  RegistryUnavailableException interrupted(InterruptedException e) {
    return failure(
        "interrupted while the database %s stored a change: it may or may not be stored", true, e);
  }

  private RegistryUnavailableException failure(String text) {
    return new RegistryUnavailableException(text.replace("%s", file.toString()), false);
  }

  private RegistryUnavailableException failure(String text, boolean retryable, Throwable cause) {
    return new RegistryUnavailableException(text.replace("%s", file.toString()), retryable, cause);
  }

  static boolean isBusy(SQLException e) {
    return primaryCode(e) == SQLiteErrorCode.SQLITE_BUSY;
  }

  static boolean isFull(SQLException e) {
    return primaryCode(e) == SQLiteErrorCode.SQLITE_FULL;
  }

  static boolean isCorrupt(SQLException e) {
    return primaryCode(e) == SQLiteErrorCode.SQLITE_CORRUPT;
  }

  private static SQLiteErrorCode primaryCode(SQLException e) {
    int code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & PRIMARY_CODE);
  }
}
