package dev.agentregistry.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.SQLiteConfig;

/** Makes connections to one file. */
class Connections {

  /** How long SQLite itself waits for a lock of another process. */
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  /** What a write-ahead log that grew while a reader held it up is cut back to. */
  private static final int WAL_BYTES_TO_KEEP = 64 * 1024 * 1024;

  /** The upper pages of the indexes and of the tables of a million agents. */
  private static final int READERS_CACHE_KIB = 8 * 1024;

  /**
   * The driver removes copies of its library that killed programs left behind, and tells with a
   * stack trace where another program was quicker. What it really cannot do, it throws.
   */
  private static final Logger DRIVERS_LOADER = Logger.getLogger("org.sqlite.SQLiteJDBCLoader");

  static {
    DRIVERS_LOADER.setLevel(Level.OFF);
  }

  private final String url;
  private final int busyTimeoutMillis;

  Connections(Path file) {
    this(file, BUSY_TIMEOUT_MILLIS);
  }

  Connections(Path file, int busyTimeoutMillis) {
    // A URI: only there are '?', '#' and '%' in a file's name escaped.
    this.url = "jdbc:sqlite:" + file.toAbsolutePath().toUri();
    this.busyTimeoutMillis = busyTimeoutMillis;
  }

  /** A connection that looks at the file and nothing beside it: no lock, no log, no change. */
  Connection inspect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection(url + "?immutable=1");
  }

  /** The connection that writes. The file has to be there. */
  Connection write() throws SQLException {
    return writing();
  }

  private Connection writing() throws SQLException {
    SQLiteConfig config = common();
    config.resetOpenMode(org.sqlite.SQLiteOpenMode.CREATE);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(WAL_BYTES_TO_KEEP));
    Connection connection = config.createConnection(url);
    try {
      // SQLite would let a commit wait for it; the Checkpointer does it beside them.
      Sql.execute(connection, "PRAGMA wal_autocheckpoint = 0");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that folds the write-ahead log into the file. */
  Connection checkpoint() throws SQLException {
    return writing();
  }

  /** A connection that can only read. */
  Connection read() throws SQLException {
    SQLiteConfig config = common();
    config.setReadOnly(true);
    config.setCacheSize(-READERS_CACHE_KIB);
    return config.createConnection(url);
  }

  private SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(busyTimeoutMillis);
    config.enforceForeignKeys(true);
    // Else the driver asks for the last key after each INSERT, with a statement made anew.
    config.setGetGeneratedKeys(false);
    return config;
  }
}
