package dev.agentregistry.persistence.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a database to the version of {@link Schema}, whoever else does the same at the moment. */
final class Migrations {

  /** Of PostgreSQL's advisory locks, which are numbers: the letters "AgRg". */
  private static final long LOCK = 0x41675267;

  /** By a table of the system's: functions that look names up may remember that there was none. */
  private static final String TABLE_IS_THERE =
      "SELECT count(*) FROM pg_catalog.pg_class"
          + " WHERE relname = 'registry_schema' AND pg_catalog.pg_table_is_visible(oid)";

  private static final String IS_UNICODE =
      "SELECT count(*) WHERE current_setting('server_encoding') = 'UTF8'";

  private static final String CREATE = "CREATE TABLE registry_schema (version integer NOT NULL)";
  private static final String BEGIN = "INSERT INTO registry_schema (version) VALUES (0)";
  private static final String GET_VERSION = "SELECT max(version) FROM registry_schema";
  private static final String SET_VERSION = "UPDATE registry_schema SET version = ?";

  private final Connector connector;
  private final Failures failures;

  Migrations(Connector connector, Failures failures) {
    this.connector = connector;
    this.failures = failures;
  }

  /**
   * Prepares the database.
   *
   * @param create whether to make the tables where there are none
   * @throws dev.agentregistry.domain.RegistryUnavailableException if it cannot be reached, cannot
   *     hold every text, is empty and is to stay so, or was made by a newer version; nothing was
   *     changed then
   */
  void prepare(boolean create) {
    try (Connection connection = connector.openForLongWork()) {
      int version = version(connection);
      if (version == 0 && !create) {
        throw failures.empty();
      }
      if (version < Schema.VERSION) {
        migrate(connection);
      } else if (version > Schema.VERSION) {
        throw failures.newer(version);
      }
    } catch (SQLException e) {
      throw Failures.isTakenName(e) ? failures.foreign(e) : failures.of(e);
    }
  }

  /** The version of the database; 0 where there are no tables yet. */
  static int version(Connection connection) throws SQLException {
    boolean isThere = Sql.first(connection, TABLE_IS_THERE) > 0;
    return isThere ? (int) Sql.first(connection, GET_VERSION) : 0;
  }

  private void migrate(Connection connection) throws SQLException {
    // Whatever the database's default is: after the lock, what others did has to be seen.
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    Sql.first(connection, "SELECT 1 FROM pg_advisory_xact_lock(?)", LOCK);
    // Again: somebody else may have done it meanwhile.
    int version = version(connection);
    if (version > Schema.VERSION) {
      throw failures.newer(version);
    }
    if (Sql.first(connection, IS_UNICODE) == 0) {
      // One heartbeat that it could not hold would keep all others in its batch from being stored.
      throw failures.notUnicode();
    }
    try (Statement statement = connection.createStatement()) {
      if (version == 0) {
        statement.execute(CREATE);
        statement.execute(BEGIN);
      }
      for (int from = version; from < Schema.VERSION; from++) {
        for (String sql : Schema.migrationFrom(from)) {
          statement.execute(sql);
        }
      }
    }
    Sql.change(connection, SET_VERSION, Schema.VERSION);
    connection.commit();
  }
}
