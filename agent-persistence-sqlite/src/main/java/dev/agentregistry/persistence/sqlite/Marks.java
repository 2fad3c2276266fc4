package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** The marks in a file by which it is known as ours, or as nobody's yet. */
final class Marks {

  private final Failures failures;

  Marks(Failures failures) {
    this.failures = failures;
  }

  /**
   * Refuses a file that is another program's, or a newer version's. All marks are read in one
   * transaction: another process may be making the file ours.
   */
  void refuseForeign(Connection connection) throws SQLException {
    Sql.execute(connection, "BEGIN");
    try {
      refuseForeignInTransaction(connection);
    } finally {
      Sql.rollbackQuietly(connection);
    }
  }

  /** The same, in the transaction that is open. */
  void refuseForeignInTransaction(Connection connection) throws SQLException {
    int application = Sql.queryInt(connection, "PRAGMA application_id");
    int version = Sql.queryInt(connection, "PRAGMA user_version");
    boolean ours = application == Schema.APPLICATION_ID;
    boolean empty =
        application == 0
            && version == 0
            && Sql.queryInt(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (!ours && !empty) {
      throw failures.foreign();
    }
    if (ours && version > Schema.VERSION) {
      throw failures.newer(version);
    }
  }
}
