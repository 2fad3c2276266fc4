package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The writer's statements on the narrow table that a heartbeat changes: time and version of each
 * agent's last heartbeat. Not thread-safe.
 */
final class LastBeats {

  private static final String INSERT =
      "INSERT OR REPLACE INTO last_beats (last_seen_at, version, key) VALUES (?, ?, ?)";
  private static final String UPDATE =
      "UPDATE last_beats SET last_seen_at = ?, version = ? WHERE key = ?";

  private final Statements statements;

  LastBeats(Statements statements) {
    this.statements = statements;
  }

  /** Whether two states of an agent differ in nothing but a later heartbeat. */
  static boolean areAllThatChanged(Agent before, Agent after) {
    return !after.lastSeenAt().isBefore(before.lastSeenAt())
        && after.incarnation() == before.incarnation()
        && after.status().equals(before.status())
        && after.issueIds().equals(before.issueIds())
        && after.capabilities().equals(before.capabilities())
        && after.ttl().equals(before.ttl())
        && after.updatedAt().equals(before.updatedAt())
        && after.createdAt().equals(before.createdAt())
        && after.identity().equals(before.identity());
  }

  /** Writes the first heartbeat of an agent. */
  void insert(Agent agent) throws SQLException {
    write(INSERT, agent);
  }

  /** Writes another one. */
  void update(Agent agent) throws SQLException {
    write(UPDATE, agent);
  }

  private void write(String sql, Agent agent) throws SQLException {
    PreparedStatement write = statements.get(sql);
    write.setLong(1, agent.lastSeenAt().toEpochMilli());
    write.setLong(2, agent.version());
    write.setLong(3, agent.id().number());
    write.executeUpdate();
  }
}
