package dev.agentregistry.persistence.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that travel to the database together, and their answers back together: the driver
 * sends them without waiting in between. Not thread-safe.
 */
final class RoundTrip {

  private final List<String> statements = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private final List<Sql.RowReader> readers = new ArrayList<>();

  /** Adds a change. */
  void add(String sql, Object... values) {
    read(sql, row -> {}, values);
  }

  /** Adds a question. */
  void read(String sql, Sql.RowReader reader, Object... values) {
    statements.add(sql);
    readers.add(reader);
    parameters.addAll(List.of(values));
  }

  /** Sends them, in their order; where one fails, those after it are not run. */
  void run(Connection connection) throws SQLException {
    try (PreparedStatement all = connection.prepareStatement(String.join(";\n", statements))) {
      Sql.bind(all, 1, parameters);
      boolean hasRows = all.execute();
      for (Sql.RowReader reader : readers) {
        if (hasRows) {
          read(all, reader);
        }
        hasRows = all.getMoreResults();
      }
    }
  }

  private static void read(PreparedStatement all, Sql.RowReader reader) throws SQLException {
    try (ResultSet rows = all.getResultSet()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}
