package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection that reads, each time of one moment. Not thread-safe. */
final class ReadConnection implements AutoCloseable {

  private final Statements statements;
  private final Overlay overlay;

  private ReadConnection(Statements statements, Overlay overlay) {
    this.statements = statements;
    this.overlay = overlay;
  }

  static ReadConnection over(Connection connection) throws SQLException {
    Statements statements = new Statements(connection);
    try {
      return new ReadConnection(statements, Overlay.over(statements));
    } catch (SQLException e) {
      Sql.closeQuietly(connection);
      throw e;
    }
  }

  /** A read over the statements of a connection. */
  interface Reading<T> {
    T from(Statements statements) throws SQLException;
  }

  /**
   * Reads in one transaction. A failure leaves the connection in any state: it has to be closed
   * then.
   */
  <T> T read(Reading<T> reading) throws SQLException {
    statements.execute("BEGIN");
    overlay.follow();
    T result = reading.from(statements);
    statements.execute("COMMIT");
    return result;
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
