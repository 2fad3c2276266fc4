package dev.agentregistry.persistence.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a person does with psql beside a store. */
final class Shell {

  private Shell() {}

  static void run(PostgresOptions database, String sql) {
    try (Connection connection = new Connector(database).open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first column of the answer. */
  static List<String> ask(PostgresOptions database, String sql) {
    List<String> first = new ArrayList<>();
    try (Connection connection = new Connector(database).open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        first.add(rows.getString(1));
      }
      return first;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
