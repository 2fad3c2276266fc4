package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.ListeningPeriod;
import dev.agentregistry.persistence.commit.GroupCommit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of periods in which servers listened. Thread-safe. */
final class SqliteListeningLog implements ListeningLog {

  private static final String SELECT =
      "SELECT started_at, heard_until FROM listening_periods ORDER BY started_at";
  private static final String PROLONG =
      "UPDATE listening_periods SET heard_until = max(heard_until, ?2) WHERE started_at = ?1";
  private static final String ADD =
      "INSERT INTO listening_periods (started_at, heard_until) VALUES (?1, ?2)";
  private static final String FORGET =
      "DELETE FROM listening_periods WHERE started_at <= (SELECT started_at FROM listening_periods"
          + " ORDER BY started_at DESC LIMIT 1 OFFSET "
          + KEPT_PERIODS
          + ")";

  private final GroupCommit<AgentTable> writer;
  private final Readers readers;

  SqliteListeningLog(GroupCommit<AgentTable> writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<ListeningPeriod> periods() {
    return readers.read(SqliteListeningLog::read);
  }

  @Override
  public void note(ListeningPeriod period) {
    writer.write(
        table -> {
          if (change(table.statements(), PROLONG, period) == 0) {
            change(table.statements(), ADD, period);
            table.statements().execute(FORGET);
          }
          return period;
        });
  }

  private static int change(Statements statements, String sql, ListeningPeriod period)
      throws SQLException {
    PreparedStatement change = statements.get(sql);
    change.setLong(1, period.startedAt().toEpochMilli());
    change.setLong(2, period.heardUntil().toEpochMilli());
    return change.executeUpdate();
  }

  private static List<ListeningPeriod> read(Statements statements) throws SQLException {
    List<ListeningPeriod> periods = new ArrayList<>();
    try (ResultSet rows = statements.get(SELECT).executeQuery()) {
      while (rows.next()) {
        Instant startedAt = Instant.ofEpochMilli(rows.getLong(1));
        Instant heardUntil = Instant.ofEpochMilli(rows.getLong(2));
        if (!heardUntil.isBefore(startedAt)) {
          periods.add(new ListeningPeriod(startedAt, heardUntil));
        }
      }
    }
    return periods;
  }
}
