package dev.agentregistry.persistence.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** What every statement needs: parameters, and answers of one number. */
final class Sql {

  /** From the year 1 to the end of 9999: what every client of PostgreSQL can read. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Sql() {}

  /** Reads one row after the other. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** A column of times as milliseconds since 1970. */
  static String millis(String column) {
    return "CAST(extract(epoch FROM " + column + ") * 1000 AS bigint)";
  }

  /** Milliseconds since 1970 as a time: exact until some thousand years from now. */
  static String time(String millis) {
    return "timestamptz 'epoch' + " + millis + " * interval '1 millisecond'";
  }

  static void query(Connection connection, String sql, List<?> parameters, RowReader reader)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, 1, parameters);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  /** The first column of the first row. */
  static long first(Connection connection, String sql, Object... parameters) throws SQLException {
    long[] first = {0};
    query(connection, sql, List.of(parameters), row -> first[0] = row.getLong(1));
    return first[0];
  }

  /** Runs a change; says how many rows it touched. */
  static int change(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      bind(change, 1, List.of(parameters));
      return change.executeUpdate();
    }
  }

  /**
   * Binds parameters: texts, numbers, booleans, times, and arrays of texts and of numbers.
   *
   * @return the place of the next parameter
   */
  static int bind(PreparedStatement statement, int first, Collection<?> parameters)
      throws SQLException {
    int place = first;
    for (Object parameter : parameters) {
      bind(statement, place++, parameter);
    }
    return place;
  }

  private static void bind(PreparedStatement statement, int place, Object value)
      throws SQLException {
    boolean isTime = value instanceof Instant;
    statement.setObject(place, isTime ? storable((Instant) value).atOffset(ZoneOffset.UTC) : value);
  }

  /** Limits may lie as far away as somebody likes; agents don't. */
  private static Instant storable(Instant time) {
    if (time.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return time.isAfter(LATEST) ? LATEST : time;
  }

  /** Texts to compare with: none in PostgreSQL is equal to one that has U+0000 in it. */
  static String[] texts(Collection<String> texts) {
    return texts.stream().filter(text -> text.indexOf('\0') < 0).toArray(String[]::new);
  }

  static long[] numbers(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }
}
