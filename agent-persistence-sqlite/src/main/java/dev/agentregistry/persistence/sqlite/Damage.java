package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Damage that SQLite finds in a file. */
final class Damage {

  private static final int TOLD = 3;

  private Damage() {}

  /**
   * Looks for it.
   *
   * @param check the name of the pragma: {@code quick_check} or {@code integrity_check}
   * @return the first that was found, in SQLite's words; empty where there is none
   */
  static List<String> in(Connection connection, String check) throws SQLException {
    List<String> damage = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA %s(%d)".formatted(check, TOLD))) {
      while (rows.next()) {
        // Lines with stars are headings.
        rows.getString(1)
            .lines()
            .filter(line -> !line.equals("ok") && !line.startsWith("***"))
            .forEach(damage::add);
      }
    }
    return damage.stream().limit(TOLD).toList();
  }
}
