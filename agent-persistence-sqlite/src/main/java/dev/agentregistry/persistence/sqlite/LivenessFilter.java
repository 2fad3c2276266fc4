package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@link Liveness#of} in SQL. For each TTL that is in use, the domain says since when an agent must
 * have been heard; that little table is joined to the agents.
 */
final class LivenessFilter {

  private static final String GOODBYES =
      AgentStatus.goodbyes().stream()
          .map(status -> "'" + status + "'")
          .collect(Collectors.joining(", ", "(", ")"));

  private static final String TTLS = "SELECT DISTINCT ttl_seconds FROM agent_counts";

  private LivenessFilter() {}

  /**
   * Adds the condition to a filter.
   *
   * @return what to join to the agents, with a space before it
   */
  static String addTo(
      Filter filter, Statements statements, Set<Liveness> wanted, Listening listening, Instant now)
      throws SQLException {
    if (wanted.isEmpty() || wanted.size() == Liveness.values().length) {
      return "";
    }
    Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
    long latest = moment.plus(Agent.MAX_CLOCK_SKEW).toEpochMilli();
    filter.onBoth(
        wanted.stream()
            .map(liveness -> condition(liveness, latest))
            .collect(Collectors.joining(" OR ")));
    return " CROSS JOIN (SELECT CAST(key AS INTEGER) AS ttl, value AS heard_since FROM json_each('"
        + heardSince(statements, listening, moment)
        + "')) AS limits ON limits.ttl = agents.ttl_seconds";
  }

  private static String condition(Liveness liveness, long latest) {
    return switch (liveness) {
      case OFFLINE -> "status IN " + GOODBYES;
      case ONLINE ->
          "status NOT IN "
              + GOODBYES
              + " AND last_seen_at BETWEEN limits.heard_since AND "
              + latest;
      case STALE ->
          "status NOT IN "
              + GOODBYES
              + " AND last_seen_at NOT BETWEEN limits.heard_since AND "
              + latest;
    };
  }

  /** A JSON object: TTL in seconds to the earliest last heartbeat that is recent enough for it. */
  private static String heardSince(Statements statements, Listening listening, Instant now)
      throws SQLException {
    StringBuilder json = new StringBuilder();
    try (ResultSet rows = statements.get(TTLS).executeQuery()) {
      while (rows.next()) {
        long seconds = rows.getLong(1);
        Instant since = listening.heardSince(silence(seconds), now);
        json.append(json.isEmpty() ? "" : ",")
            .append('"')
            .append(seconds)
            .append("\":")
            .append(since.toEpochMilli());
      }
    }
    return "{" + json + "}";
  }

  /** A damaged TTL counts as one in range: whoever reads the row says which one it is. */
  private static Duration silence(long seconds) {
    return Duration.ofSeconds(
        Math.max(Heartbeat.MIN_TTL.toSeconds(), Math.min(seconds, Heartbeat.MAX_TTL.toSeconds())));
  }
}
