package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.ListeningPeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of when servers listened. Thread-safe. */
final class PostgresListeningLog implements ListeningLog {

  private static final String SELECT =
      "SELECT "
          + Sql.millis("started_at")
          + ", "
          + Sql.millis("heard_until")
          + " FROM listening_periods ORDER BY started_at";
  private static final String NOTE =
      "INSERT INTO listening_periods AS p (started_at, heard_until) VALUES (?, ?)"
          + " ON CONFLICT (started_at) DO UPDATE"
          + " SET heard_until = greatest(p.heard_until, excluded.heard_until)";
  private static final String FORGET =
      "DELETE FROM listening_periods WHERE started_at <= (SELECT started_at FROM listening_periods"
          + " ORDER BY started_at DESC LIMIT 1 OFFSET "
          + KEPT_PERIODS
          + ")";

  private final Pools pools;

  PostgresListeningLog(Pools pools) {
    this.pools = pools;
  }

  @Override
  public List<ListeningPeriod> periods() {
    return pools.readOne(
        connection -> {
          List<ListeningPeriod> periods = new ArrayList<>();
          Sql.query(connection, SELECT, List.of(), row -> add(row, periods));
          return periods;
        });
  }

  @Override
  public void note(ListeningPeriod period) {
    pools.change(
        connection -> {
          RoundTrip trip = new RoundTrip();
          trip.add(NOTE, period.startedAt(), period.heardUntil());
          trip.add(FORGET);
          trip.add("COMMIT");
          trip.run(connection);
          return period;
        });
  }

  /** One that somebody turned round is no period. */
  private static void add(ResultSet row, List<ListeningPeriod> periods) throws SQLException {
    Instant startedAt = Instant.ofEpochMilli(row.getLong(1));
    Instant heardUntil = Instant.ofEpochMilli(row.getLong(2));
    if (!heardUntil.isBefore(startedAt)) {
      periods.add(new ListeningPeriod(startedAt, heardUntil));
    }
  }
}
