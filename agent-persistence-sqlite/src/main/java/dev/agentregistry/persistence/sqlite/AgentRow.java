package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A row of the table and the agent in it. */
final class AgentRow {

  /** The columns, in the order of {@link #read}. */
  static final String COLUMNS =
      "agents.key, hostname, machine_address, repo_path, status, issue_ids, capabilities,"
          + " ttl_seconds, created_at, updated_at, last_seen_at, version, incarnation";

  static final String SELECT = "SELECT " + COLUMNS + " FROM agents WHERE key = ?";

  static final String INSERT =
      """
      INSERT INTO agents (key, hostname, machine_address, repo_path, status, issue_ids,
        capabilities, ttl_seconds, created_at, updated_at, last_seen_at, version, incarnation,
        hostname_folded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  static final String UPDATE =
      """
      UPDATE agents
      SET status = ?, issue_ids = ?, capabilities = ?, ttl_seconds = ?, updated_at = ?,
        last_seen_at = ?, version = ?
      WHERE key = ?
      """;

  static final String DELETE = "DELETE FROM agents WHERE key = ?";

  private AgentRow() {}

  /**
   * Reads the row that the result set stands on.
   *
   * @throws RegistryUnavailableException if somebody wrote a row that no agent can be made of
   */
  static Agent read(ResultSet row) throws SQLException {
    try {
      return toAgent(row);
    } catch (InvalidHeartbeatException | IllegalArgumentException e) {
      throw new RegistryUnavailableException(
          "the record %s in the database cannot be read (%s): correct or delete that row"
              .formatted(AgentId.ofNumber(row.getLong(1)), e.getMessage()),
          false,
          e);
    }
  }

  private static Agent toAgent(ResultSet row) throws SQLException {
    return new Agent(
        AgentId.ofNumber(row.getLong(1)),
        new AgentIdentity(row.getString(2), row.getString(3), row.getString(4)),
        new AgentStatus(row.getString(5)),
        JsonStrings.parse(row.getString(6)),
        JsonStrings.parse(row.getString(7)),
        Duration.ofSeconds(row.getLong(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        Instant.ofEpochMilli(row.getLong(10)),
        Instant.ofEpochMilli(row.getLong(11)),
        row.getLong(12),
        row.getLong(13));
  }

  static void bindInsert(PreparedStatement insert, Agent agent) throws SQLException {
    insert.setLong(1, agent.id().number());
    insert.setString(2, agent.identity().hostname());
    insert.setString(3, agent.identity().machineAddress());
    insert.setString(4, agent.identity().repoPath());
    insert.setString(5, agent.status().value());
    insert.setString(6, JsonStrings.format(agent.issueIds()));
    insert.setString(7, JsonStrings.format(agent.capabilities()));
    insert.setLong(8, agent.ttl().toSeconds());
    insert.setLong(9, agent.createdAt().toEpochMilli());
    insert.setLong(10, agent.updatedAt().toEpochMilli());
    insert.setLong(11, agent.lastSeenAt().toEpochMilli());
    insert.setLong(12, agent.version());
    insert.setLong(13, agent.incarnation());
    insert.setString(14, AgentQuery.foldCase(agent.identity().hostname()));
  }

  static void bindUpdate(PreparedStatement update, Agent agent) throws SQLException {
    update.setString(1, agent.status().value());
    update.setString(2, JsonStrings.format(agent.issueIds()));
    update.setString(3, JsonStrings.format(agent.capabilities()));
    update.setLong(4, agent.ttl().toSeconds());
    update.setLong(5, agent.updatedAt().toEpochMilli());
    update.setLong(6, agent.lastSeenAt().toEpochMilli());
    update.setLong(7, agent.version());
    update.setLong(8, agent.id().number());
  }
}
