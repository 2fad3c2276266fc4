package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import java.sql.Connection;
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

  /** The year 1, in milliseconds since 1970. */
  private static final long EVER = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

  private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

  private static final String TOLD = "SELECT count(*) FROM last_beats WHERE told_stale";

  private static final String SELECT =
      "SELECT b.key FROM last_beats AS b WHERE NOT b.told_stale AND NOT b.is_offline";

  /** For each TTL in turn, between two places in the index on time. */
  private static final String SILENT =
      "SELECT found.key FROM (SELECT v.ttl, "
          + Sql.time("v.since")
          + " AS since, "
          + Sql.time("v.until")
          + " AS until FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]))"
          + " AS v (ttl, since, until)) AS limits CROSS JOIN LATERAL ("
          + SELECT
          + " AND b.last_seen_at >= limits.since AND b.last_seen_at < limits.until"
          + " AND b.ttl_seconds = limits.ttl LIMIT "
          + LIMIT
          + ") AS found LIMIT ?";

  private static final String FROM_FUTURE = SELECT + " AND b.last_seen_at > ? LIMIT ?";

  /** For each TTL: who was heard before this was looked at. */
  private Map<Long, Instant> lookedUntil = new HashMap<>();

  private Optional<Instant> countedAt = Optional.empty();

  /**
   * What was found.
   *
   * @param keys of agents, which may have sent a heartbeat since
   * @param isAll whether there are no more
   * @param lookedUntil for each TTL, up to which last heartbeat this is so
   */
  record Found(List<Long> keys, boolean isAll, Map<Long, Instant> lookedUntil) {}

  Found find(Connection connection, Listening listening, Instant now) throws SQLException {
    LivenessLimits limits = LivenessLimits.at(connection, listening, now);
    boolean isEverybody = mayHaveMissed(connection, limits, now);
    List<Long> keys = new ArrayList<>();
    long[] from =
        limits.sinceByTtl().keySet().stream()
            .mapToLong(ttl -> isEverybody ? EVER : from(ttl))
            .toArray();
    add(connection, keys, SILENT, limits.ttls(), from, limits.sinces());
    if (isEverybody && limits.hasFuture()) {
      add(connection, keys, FROM_FUTURE, limits.future());
    }
    return new Found(keys, keys.size() < LIMIT, limits.sinceByTtl());
  }

  /** They were told: from now on it looks at others. */
  void told(Found found) {
    if (found.isAll()) {
      lookedUntil = found.lookedUntil();
    }
  }

  private long from(long ttl) {
    return Optional.ofNullable(lookedUntil.get(ttl)).map(Instant::toEpochMilli).orElse(EVER);
  }

  private static void add(Connection connection, List<Long> keys, String sql, Object... parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.add((long) LIMIT - keys.size());
    Sql.query(connection, sql, all, row -> keys.add(row.getLong(1)));
  }

  private boolean mayHaveMissed(Connection connection, LivenessLimits limits, Instant now)
      throws SQLException {
    boolean isSoon =
        countedAt
            .map(last -> Duration.between(last, now).abs().compareTo(COUNT_EVERY) < 0)
            .orElse(false);
    if (isSoon) {
      return false;
    }
    countedAt = Optional.of(now);
    long stale = Counts.byLiveness(connection, limits).getOrDefault(Liveness.STALE, 0L);
    return stale != Sql.first(connection, TOLD);
  }
}
