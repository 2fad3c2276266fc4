package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log of events in the same database, which all servers on it share. Whoever listens polls it:
 * {@code NOTIFY} would make all commits wait for one lock, and poolers and other databases of
 * PostgreSQL's protocol don't have it. Thread-safe.
 */
final class PostgresEventLog implements EventLog {

  /** How many one transaction tells of: few enough that no heartbeat waits for long. */
  private static final int STEP = 200;

  /** Before anything was logged nobody is told, and nobody sends heartbeats yet. */
  private static final int SILENT_STEP = 5_000;

  private static final String LOCK_COUNTER = EventRow.NEWEST + " FOR UPDATE";

  private final Pools pools;
  private final EventLimits limits;
  private final StaleFinder finder = new StaleFinder();

  PostgresEventLog(Pools pools, EventLimits limits) {
    this.pools = pools;
    this.limits = limits;
  }

  @Override
  public long newest() {
    return pools.readOne(connection -> Sql.first(connection, EventRow.NEWEST));
  }

  @Override
  public List<LoggedEvent> after(long id, int limit) {
    return pools.readOne(
        connection -> {
          List<LoggedEvent> events = new ArrayList<>();
          Sql.query(
              connection,
              EventRow.SELECT,
              List.of(id, (long) limit),
              row -> EventRow.read(row).ifPresent(events::add));
          return events;
        });
  }

  @Override
  public synchronized int tellStale(Listening listening, Instant now) {
    int told = 0;
    StaleFinder.Found found;
    do {
      found = pools.read(connection -> finder.find(connection, listening, now));
      Optional<Instant> newsAt = found.keys().isEmpty() ? Optional.empty() : newsAt(now);
      for (List<Long> keys : Steps.of(found.keys(), newsAt.isPresent() ? STEP : SILENT_STEP)) {
        int stale = pools.change(connection -> tellStale(connection, keys, listening, now, newsAt));
        told += newsAt.isPresent() ? stale : 0;
      }
      finder.told(found);
    } while (!found.isAll());
    limits.forgetOld(pools);
    return told;
  }

  /** What was so before anything was ever logged is no news. */
  private Optional<Instant> newsAt(Instant now) {
    return newest() == 0 ? Optional.empty() : Optional.of(now);
  }

  private int tellStale(
      Connection connection,
      List<Long> keys,
      Listening listening,
      Instant now,
      Optional<Instant> newsAt)
      throws SQLException {
    Batch batch = Batch.begin(connection, keys, new RecordCache(), limits);
    int told =
        batch.tellStale(agent -> Liveness.of(agent, listening, now) == Liveness.STALE, newsAt);
    batch.commit();
    return told;
  }

  @Override
  public int tellAllIssues(Listening listening, Instant now) {
    List<String> changed =
        pools.read(connection -> ToldIssues.at(connection, listening, now).changed());
    return tell(changed, listening, now);
  }

  @Override
  public int tellIssues(Collection<String> issueIds, Listening listening, Instant now) {
    if (issueIds.isEmpty()) {
      return 0;
    }
    List<String> changed =
        pools.read(connection -> ToldIssues.at(connection, listening, now).changed(issueIds));
    return tell(changed, listening, now);
  }

  private int tell(List<String> issueIds, Listening listening, Instant now) {
    int told = 0;
    for (List<String> some : Steps.of(issueIds, STEP)) {
      told += pools.change(connection -> tell(connection, some, listening, now));
    }
    limits.forgetOld(pools);
    return told;
  }

  /**
   * Looks again inside the transaction. Whoever tells of issues locks the counter of events first,
   * so that no two tell the same; he waits for no agent after it.
   */
  private int tell(Connection connection, List<String> issueIds, Listening listening, Instant now)
      throws SQLException {
    boolean isNews = Sql.first(connection, LOCK_COUNTER) > 0;
    RoundTrip trip = new RoundTrip();
    Map<String, IssueState> news = ToldIssues.at(connection, listening, now).tell(issueIds, trip);
    if (isNews) {
      NewEvents.add(trip, news, now, limits);
    }
    trip.add("COMMIT");
    trip.run(connection);
    return isNews ? news.size() : 0;
  }
}
