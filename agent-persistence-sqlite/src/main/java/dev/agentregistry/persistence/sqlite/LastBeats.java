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
      "INSERT OR REPLACE INTO last_beats (last_seen_at, version, slot, key) VALUES (?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE last_beats SET last_seen_at = ?, version = ? WHERE slot = ?";

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
  void insert(Row row) throws SQLException {
    PreparedStatement insert = bound(INSERT, row);
    insert.setLong(4, row.agent().id().number());
    insert.executeUpdate();
  }

  /** Writes another one. */
  void update(Row row) throws SQLException {
    bound(UPDATE, row).executeUpdate();
  }

  private PreparedStatement bound(String sql, Row row) throws SQLException {
    PreparedStatement write = statements.get(sql);
    write.setLong(1, row.agent().lastSeenAt().toEpochMilli());
    write.setLong(2, row.agent().version());
    write.setLong(3, row.slot());
    return write;
  }
}
