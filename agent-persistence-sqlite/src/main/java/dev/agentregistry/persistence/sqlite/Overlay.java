package dev.agentregistry.persistence.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The journal as one reader's connection sees it: the last entry of each agent, by key and by time,
 * in a temporary table in memory. Each read first takes in what the journal has got since the last
 * one. Not thread-safe.
 */
final class Overlay {

  private static final String TABLE =
      """
      CREATE TEMP TABLE overlay (
        key INTEGER PRIMARY KEY,
        last_seen_at INTEGER NOT NULL,
        version INTEGER NOT NULL,
        seq INTEGER NOT NULL
      ) STRICT
      """;

  private static final String INDEX =
      "CREATE INDEX temp.overlay_by_time ON overlay (last_seen_at DESC)";

  private static final String RANGE =
      "SELECT (SELECT min(seq) FROM journal), (SELECT max(seq) FROM journal)";
  private static final String TAKE_IN =
      "INSERT OR REPLACE INTO temp.overlay (key, last_seen_at, version, seq)"
          + " SELECT key, last_seen_at, version, seq FROM journal WHERE seq > ? ORDER BY seq";
  private static final String DROP = "DELETE FROM temp.overlay WHERE seq < ?";

  private final Statements statements;
  private long firstSeq;
  private long lastSeq;

  private Overlay(Statements statements) {
    this.statements = statements;
  }

  /** Makes an empty one. */
  static Overlay over(Statements statements) throws SQLException {
    statements.execute("PRAGMA temp_store = MEMORY");
    statements.execute(TABLE);
    statements.execute(INDEX);
    return new Overlay(statements);
  }

  /** Follows the journal, inside the transaction that reads. */
  void follow() throws SQLException {
    long first;
    long last;
    try (ResultSet range = statements.get(RANGE).executeQuery()) {
      first = range.getLong(1);
      last = range.getLong(2);
    }
    if (last < lastSeq) {
      // Somebody has emptied the journal.
      change(DROP, Long.MAX_VALUE);
      firstSeq = 0;
      lastSeq = 0;
    }
    if (first > firstSeq) {
      change(DROP, first);
      firstSeq = first;
    }
    if (last > lastSeq) {
      change(TAKE_IN, lastSeq);
      lastSeq = last;
    }
  }

  private void change(String sql, long seq) throws SQLException {
    PreparedStatement change = statements.get(sql);
    change.setLong(1, seq);
    change.executeUpdate();
  }
}
