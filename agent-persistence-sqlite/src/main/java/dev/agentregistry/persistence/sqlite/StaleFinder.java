package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds agents that became stale and of which nobody was told. Not thread-safe.
 *
 * <p>Mostly it looks only at those whose last heartbeat became too old since it looked last. What
 * was stored late, and so never became too old before its eyes, it notices by counting now and
 * then.
 */
final class StaleFinder {

  /** How many it finds at once. */
  static final int LIMIT = 100_000;

  private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

  private static final String TOLD = "SELECT count(*) FROM stale_agents";

  private static final String SELECT =
      "SELECT b.slot FROM last_beats AS b CROSS JOIN agent_records AS r ON r.slot = b.slot"
          + " WHERE r.status NOT IN "
          + LivenessFilter.GOODBYES
          + " AND NOT EXISTS (SELECT 1 FROM stale_agents AS s WHERE s.slot = b.slot)";
  private static final String SILENT =
      SELECT + " AND b.last_seen_at >= ?1 AND b.last_seen_at < ?2 AND r.ttl_seconds = ?3 LIMIT ?4";
  private static final String FROM_FUTURE = SELECT + " AND b.last_seen_at > ?1 LIMIT ?2";

  /** For each TTL: who was heard before this was looked at. */
  private Map<Long, Long> lookedUntil = new HashMap<>();

  private Optional<Instant> countedAt = Optional.empty();

  /**
   * What was found.
   *
   * @param slots where the agents are, which may have sent a heartbeat since
   * @param isAll whether there are no more
   * @param lookedUntil for each TTL, up to which last heartbeat this is so
   */
  record Found(List<Long> slots, boolean isAll, Map<Long, Long> lookedUntil) {}

  Found find(Statements statements, Listening listening, Instant now) throws SQLException {
    LivenessLimits limits = LivenessLimits.at(statements, listening, now);
    boolean isEverybody = mayHaveMissed(statements, limits, now);
    List<Long> slots = new ArrayList<>();
    for (Map.Entry<Long, Long> limit : limits.sinceByTtl().entrySet()) {
      long from = isEverybody ? Long.MIN_VALUE : from(limit.getKey());
      addSilent(statements, from, limit, slots);
    }
    if (isEverybody && limits.hasFuture()) {
      PreparedStatement select = statements.get(FROM_FUTURE);
      select.setLong(1, limits.future());
      select.setLong(2, (long) LIMIT - slots.size());
      add(select, slots);
    }
    return new Found(slots, slots.size() < LIMIT, limits.sinceByTtl());
  }

  /** They were told: from now on it looks at others. */
  void told(Found found) {
    if (found.isAll()) {
      lookedUntil = found.lookedUntil();
    }
  }

  private long from(long ttl) {
    return lookedUntil.getOrDefault(ttl, Long.MIN_VALUE);
  }

  private void addSilent(
      Statements statements, long from, Map.Entry<Long, Long> limit, List<Long> slots)
      throws SQLException {
    PreparedStatement select = statements.get(SILENT);
    select.setLong(1, from);
    select.setLong(2, limit.getValue());
    select.setLong(3, limit.getKey());
    select.setLong(4, (long) LIMIT - slots.size());
    add(select, slots);
  }

  private static void add(PreparedStatement select, List<Long> slots) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        slots.add(rows.getLong(1));
      }
    }
  }

  private boolean mayHaveMissed(Statements statements, LivenessLimits limits, Instant now)
      throws SQLException {
    boolean isSoon =
        countedAt
            .map(last -> Duration.between(last, now).abs().compareTo(COUNT_EVERY) < 0)
            .orElse(false);
    if (isSoon) {
      return false;
    }
    countedAt = Optional.of(now);
    long stale = LivenessCounts.of(statements, limits).getOrDefault(Liveness.STALE, 0L);
    return stale != statements.queryLong(TOLD);
  }
}
