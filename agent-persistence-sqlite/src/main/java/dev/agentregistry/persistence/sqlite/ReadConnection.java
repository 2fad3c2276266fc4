package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection that reads, each time of one moment. Not thread-safe. */
final class ReadConnection implements AutoCloseable {

  private final Statements statements;

  ReadConnection(Connection connection) {
    this.statements = new Statements(connection);
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
    T result = reading.from(statements);
    statements.execute("COMMIT");
    return result;
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
