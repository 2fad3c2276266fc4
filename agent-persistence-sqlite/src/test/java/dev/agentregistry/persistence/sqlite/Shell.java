package dev.agentregistry.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a person with the {@code sqlite3} shell, or another program, does to a file. */
final class Shell implements AutoCloseable {

  private final Connection connection;

  private Shell(Connection connection) {
    this.connection = connection;
  }

  static Shell open(Path file) {
    try {
      return new Shell(DriverManager.getConnection("jdbc:sqlite:" + file.toUri()));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Opens the file, runs statements, and closes it. */
  static void run(Path file, String... statements) {
    try (Shell shell = open(file)) {
      shell.run(statements);
    }
  }

  /** Opens the file, asks for the first column, and closes it. */
  static List<String> ask(Path file, String query) {
    try (Shell shell = open(file)) {
      return shell.ask(query);
    }
  }

  void run(String... statements) {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  List<String> ask(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
