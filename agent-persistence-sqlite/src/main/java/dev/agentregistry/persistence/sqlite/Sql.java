package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What JDBC needs many lines for. */
final class Sql {

  private Sql() {}

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends a transaction that changed nothing, or that failed: that failure is the one told. */
  static void rollbackQuietly(Connection connection) {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException alreadyEnded) {
      // Some failures end the transaction by themselves.
    }
  }

  /** Closes after a failure, which is the one that is told. */
  static void closeQuietly(AutoCloseable connection) {
    try {
      connection.close();
    } catch (Exception second) {
      // Nothing more can be done for this connection.
    }
  }

  static int queryInt(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getInt(1);
    }
  }

  static String queryString(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }

  /** The first column of the one row, 0 where that is null. */
  static long first(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }

  /**
   * Binds parameters in order.
   *
   * @param parameters each a {@link String} or {@link Long}
   */
  static void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
    bind(statement, 1, parameters);
  }

  /** The same, from a place on; returns the next place. */
  static int bind(PreparedStatement statement, int from, List<Object> parameters)
      throws SQLException {
    int place = from;
    for (Object parameter : parameters) {
      statement.setObject(place++, parameter);
    }
    return place;
  }
}
