package dev.agentregistry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A database file as any other program sees it. */
final class Sqlite {

  private Sqlite() {}

  static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What {@code PRAGMA integrity_check} says. */
  static String integrity(Path file) throws SQLException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      return row.getString(1);
    }
  }

  /** The version of each agent, by its ID. */
  static Map<String, Long> versions(Path file) throws SQLException {
    Map<String, Long> versions = new TreeMap<>();
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, version FROM agents")) {
      while (rows.next()) {
        versions.put(rows.getString(1), rows.getLong(2));
      }
    }
    return versions;
  }

  /**
   * Copies a file and its log, as a crash left them: whoever opens the copy mends that one.
   *
   * @return the copy of the file
   */
  static Path copy(Path file, Path folder) {
    String name = file.getFileName().toString();
    try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
      Files.createDirectories(folder);
      for (Path each : files.toList()) {
        String other = each.getFileName().toString();
        if (other.equals(name) || other.equals(name + "-wal")) {
          Files.copy(each, folder.resolve(other));
        }
      }
      return folder.resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
