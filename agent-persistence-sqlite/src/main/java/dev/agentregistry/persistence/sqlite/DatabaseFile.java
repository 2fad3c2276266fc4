package dev.agentregistry.persistence.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * The file: is it there, is it ours, is it still the same.
 *
 * <p>Java never opens it. Closing a file drops all POSIX locks that the process has on it, those of
 * SQLite too, and another process could then damage it ("How To Corrupt An SQLite Database File",
 * section 2.2).
 */
final class DatabaseFile {

  private final Path path;
  private final Connections connections;
  private final Failures failures;
  private final Marks marks;

  DatabaseFile(Path path, Connections connections) {
    this.path = path;
    this.connections = connections;
    this.failures = new Failures(path);
    this.marks = new Marks(failures);
  }

  Connections connections() {
    return connections;
  }

  Failures failures() {
    return failures;
  }

  /** Refuses a path where no database can be; makes an empty file where there is none. */
  void prepare(boolean create) {
    if (Files.isDirectory(path)) {
      throw failures.isFolder();
    }
    if (Files.isRegularFile(path)) {
      return;
    }
    if (Files.exists(path)) {
      // A pipe would keep SQLite waiting for its other end, and a device keeps nothing.
      throw failures.isNoFile();
    }
    if (!create) {
      throw failures.noSuchFile();
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw failures.noSuchFolder();
    }
    try {
      Files.createFile(path, privateToOwner());
    } catch (FileAlreadyExistsException madeByAnotherProcess) {
      // Fine: it is there now.
    } catch (IOException e) {
      throw failures.notMade(e);
    }
  }

  /** Opens the file for writing, with the newest tables in it. */
  Connection open() {
    try {
      refuseForeign();
      Connection connection = connections.write();
      try {
        migrate(connection);
        return connection;
      } catch (SQLException | RuntimeException e) {
        Sql.closeQuietly(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  /**
   * Opens the file as it is, whatever the version of its tables. Nothing in it is changed; it may
   * write all the same, since only such a connection takes away the log that it made.
   */
  Connection openAsIs() throws SQLException {
    refuseForeign();
    Connection connection = connections.write();
    try {
      marks.refuseForeign(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      Sql.closeQuietly(connection);
      throw e;
    }
  }

  /** How long the write-ahead log is, in bytes; 0 where there is none. */
  long logBytes() {
    try {
      Path log = log();
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException goneMeanwhile) {
      return 0;
    }
  }

  /** What tells this file from another under the same name; empty where the system has no such. */
  Optional<Object> key() {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      throw failures.gone();
    }
  }

  /**
   * Refuses to go on if the file under this name is no longer the one that was opened: SQLite would
   * go on writing into a file that nobody will ever find again.
   */
  void requireSame(Optional<Object> key) {
    if (!Objects.equals(key, key())) {
      throw failures.gone();
    }
  }

  /**
   * Looks before anything is changed, so that a foreign file stays untouched: at the file alone,
   * and then through the log if there is one. A reader never folds a log in, not even the one that
   * a crash left.
   */
  private void refuseForeign() throws SQLException {
    try (Connection connection = connections.inspect()) {
      marks.refuseForeign(connection);
    } catch (SQLException e) {
      // Not yet damage: a log that is half folded in looks the same, and so do the first tables
      // while another process makes them. Who looks through log and locks sees a sound file then.
      if (!Failures.isCorrupt(e)) {
        throw e;
      }
    }
    if (hasLog()) {
      try (Connection connection = connections.read()) {
        marks.refuseForeign(connection);
      }
    }
  }

  private boolean hasLog() {
    try {
      return Files.exists(log());
    } catch (IOException e) {
      throw failures.gone();
    }
  }

  /** Beside the file itself, where SQLite keeps it, and not beside a link to it. */
  private Path log() throws IOException {
    return Path.of(path.toRealPath() + "-wal");
  }

  private void migrate(Connection connection) throws SQLException {
    marks.refuseForeign(connection);
    if (Sql.queryInt(connection, "PRAGMA user_version") < Schema.VERSION) {
      Sql.execute(connection, "BEGIN IMMEDIATE");
      try {
        // Again, now that nobody else can write: another process may have been quicker.
        marks.refuseForeignInTransaction(connection);
        runMigrations(connection);
        Sql.execute(connection, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        Sql.rollbackQuietly(connection);
        throw e;
      }
    }
    // After the first tables: so the marks are in the file itself, where refuseForeign() sees them,
    // and not only in the write-ahead log.
    useLog(connection);
    // A first read in that mode opens the log: only who has it open folds it in on closing, and a
    // reader's log would else be left behind where this process never writes.
    Sql.queryInt(connection, "PRAGMA user_version");
  }

  /** Switches to the write-ahead log, where the file is not yet in that mode. */
  private static void useLog(Connection connection) throws SQLException {
    while (!Sql.queryString(connection, "PRAGMA journal_mode").equals("wal")) {
      try {
        Sql.execute(connection, "PRAGMA journal_mode = WAL");
        return;
      } catch (SQLException e) {
        if (!Failures.isBusy(e)) {
          throw e;
        }
        // The switch does not wait for others that open the file at this moment; a lock does.
        Sql.execute(connection, "BEGIN EXCLUSIVE");
        Sql.execute(connection, "ROLLBACK");
      }
    }
  }

  private static void runMigrations(Connection connection) throws SQLException {
    int version = Sql.queryInt(connection, "PRAGMA user_version");
    for (int from = version; from < Schema.VERSION; from++) {
      for (String statement : Schema.migrationFrom(from)) {
        Sql.execute(connection, statement);
      }
    }
    Sql.execute(connection, "PRAGMA application_id = " + Schema.APPLICATION_ID);
    Sql.execute(connection, "PRAGMA user_version = " + Schema.VERSION);
  }

  private static FileAttribute<?>[] privateToOwner() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
