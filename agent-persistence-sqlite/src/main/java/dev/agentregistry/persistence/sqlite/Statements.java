package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The statements of one connection, each prepared once. Not thread-safe. */
final class Statements implements AutoCloseable {

  /** More than the texts that a program asks for again and again. */
  private static final int MAX_PREPARED = 100;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** The statement of this text; the next call may get the same one again. */
  PreparedStatement get(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.put(sql, statement);
    if (prepared.size() > MAX_PREPARED) {
      closeEldest();
    }
    return statement;
  }

  void execute(String sql) throws SQLException {
    get(sql).execute();
  }

  /** The first column of the one row, 0 where that is null. */
  long queryLong(String sql) throws SQLException {
    try (ResultSet row = get(sql).executeQuery()) {
      return row.getLong(1);
    }
  }

  /**
   * Prepares all anew, after a failure: the driver takes a statement that failed, on a full disk
   * say, for closed ever after.
   */
  void forget() {
    // What is not closed, the driver keeps for as long as the connection lives.
    prepared.values().forEach(Sql::closeQuietly);
    prepared.clear();
  }

  /** Ends a transaction that failed: that failure is the one told. */
  void rollbackQuietly() {
    forget();
    Sql.rollbackQuietly(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void closeEldest() throws SQLException {
    Iterator<PreparedStatement> eldest = prepared.values().iterator();
    PreparedStatement statement = eldest.next();
    eldest.remove();
    statement.close();
  }
}
