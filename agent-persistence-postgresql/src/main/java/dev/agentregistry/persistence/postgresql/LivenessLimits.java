package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Listening;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Since when an agent must have been heard to be online, as the domain says it for each TTL that is
 * in use.
 *
 * @param sinceByTtl TTL in seconds to the earliest last heartbeat that is recent enough
 * @param earliest who was heard before this was heard recently enough for no TTL
 * @param latest who was heard since this was heard recently enough for every TTL
 * @param future who was heard after this had a clock fault
 * @param hasFuture whether there are such agents
 */
record LivenessLimits(
    Map<Long, Instant> sinceByTtl,
    Instant earliest,
    Instant latest,
    Instant future,
    boolean hasFuture) {

  private static final String TTLS = "SELECT DISTINCT ttl_seconds FROM agent_counts";

  private static final String FROM_FUTURE =
      "SELECT count(*) FROM (SELECT 1 FROM last_beats WHERE last_seen_at > ? LIMIT 1) AS b";

  static LivenessLimits at(Connection connection, Listening listening, Instant now)
      throws SQLException {
    Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
    TreeMap<Long, Instant> sinceByTtl = new TreeMap<>();
    Sql.query(
        connection,
        TTLS,
        List.of(),
        row -> {
          long ttl = row.getLong(1);
          sinceByTtl.put(ttl, listening.heardSince(Duration.ofSeconds(ttl), moment));
        });
    Instant future = moment.plus(Agent.MAX_CLOCK_SKEW);
    Instant earliest = sinceByTtl.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    Instant latest = sinceByTtl.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
    boolean hasFuture = Sql.first(connection, FROM_FUTURE, future) > 0;
    return new LivenessLimits(sinceByTtl, earliest, latest, future, hasFuture);
  }

  /**
   * Since when the agent of {@code b} must have been heard, {@code limits.since}: to be joined,
   * with {@link #ttls()} and {@link #sinces()} as parameters.
   */
  static final String LIMITS =
      "(SELECT v.ttl, "
          + Sql.time("v.since")
          + " AS since FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[])) AS v (ttl, since))"
          + " AS limits ON limits.ttl = b.ttl_seconds";

  long[] ttls() {
    return Sql.numbers(sinceByTtl.keySet());
  }

  long[] sinces() {
    return sinceByTtl.values().stream().mapToLong(Instant::toEpochMilli).toArray();
  }
}
