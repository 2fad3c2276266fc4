package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Since when an agent must have been heard to be online, as the domain says it for each TTL that is
 * in use. In milliseconds since 1970.
 *
 * @param sinceByTtl TTL in seconds to the earliest last heartbeat that is recent enough
 * @param earliest who was heard before this was heard recently enough for no TTL
 * @param latest who was heard since this was heard recently enough for every TTL
 * @param future who was heard after this had a clock fault
 * @param hasFuture whether there are such agents
 */
record LivenessLimits(
    Map<Long, Long> sinceByTtl, long earliest, long latest, long future, boolean hasFuture) {

  /** Takes a copy. */
  LivenessLimits {
    sinceByTtl = Map.copyOf(sinceByTtl);
  }

  private static final String TTLS = "SELECT DISTINCT ttl_seconds FROM agent_counts";
  static final String BY_TTL =
      "(SELECT CAST(key AS INTEGER) AS ttl, value AS heard_since FROM json_each(?)) AS limits"
          + " ON limits.ttl = agents.ttl_seconds";
  private static final String NEWEST = "SELECT max(last_seen_at) FROM last_beats";

  static LivenessLimits at(Statements statements, Listening listening, Instant now)
      throws SQLException {
    Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    Map<Long, Long> sinceByTtl = new HashMap<>();
    try (ResultSet rows = statements.get(TTLS).executeQuery()) {
      while (rows.next()) {
        long seconds = rows.getLong(1);
        long since = listening.heardSince(silence(seconds), moment).toEpochMilli();
        earliest = Math.min(earliest, since);
        latest = Math.max(latest, since);
        sinceByTtl.put(seconds, since);
      }
    }
    long future = moment.plus(Agent.MAX_CLOCK_SKEW).toEpochMilli();
    boolean hasFuture = statements.queryLong(NEWEST) > future;
    return new LivenessLimits(sinceByTtl, earliest, latest, future, hasFuture);
  }

  /** Whether one limit counts for all. */
  boolean areOne() {
    return earliest == latest;
  }

  /** Joins the limit of each agent, {@code limits.heard_since}. */
  void joinTo(Filter filter) {
    filter.join(BY_TTL, byTtl());
  }

  /** A JSON object: TTL to limit. */
  String byTtl() {
    return sinceByTtl.entrySet().stream()
        .map(limit -> "\"" + limit.getKey() + "\":" + limit.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A damaged TTL counts as one in range: whoever reads the row says which one it is. */
  private static Duration silence(long seconds) {
    return Duration.ofSeconds(
        Math.max(Heartbeat.MIN_TTL.toSeconds(), Math.min(seconds, Heartbeat.MAX_TTL.toSeconds())));
  }
}
