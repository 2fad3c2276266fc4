package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records from the future: some clock was wrong, or is. */
final class ClockFaults {

  private static final int EXAMPLES = 3;

  private static final String COUNT =
      "SELECT count(*), max(last_seen_at) FROM last_beats WHERE last_seen_at > ?";
  private static final String FIRST =
      "SELECT key FROM last_beats WHERE last_seen_at > ? ORDER BY last_seen_at DESC, key LIMIT "
          + EXAMPLES;

  private ClockFaults() {}

  static Finding in(Connection connection, Instant now) throws SQLException {
    long limit = now.plus(Agent.MAX_CLOCK_SKEW).toEpochMilli();
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setLong(1, limit);
      try (ResultSet row = count.executeQuery()) {
        long agents = row.getLong(1);
        return agents == 0
            ? Finding.ok("future", "no agent was last seen in the future")
            : fault(agents, Instant.ofEpochMilli(row.getLong(2)), first(connection, limit), now);
      }
    }
  }

  private static Finding fault(long agents, Instant latest, List<String> first, Instant now) {
    return Finding.warning(
        "future",
        ("%d last seen in the future, up to %s, such as %s: check the clock here, which says %s;"
                + " where it is right, their next heartbeats set them right")
            .formatted(agents, latest, String.join(", ", first), now));
  }

  private static List<String> first(Connection connection, long limit) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(FIRST)) {
      select.setLong(1, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(AgentId.ofNumber(rows.getLong(1)).value());
        }
      }
    }
    return ids;
  }
}
