package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A row of an agent and the agent in it. */
final class AgentRow {

  /** The columns, in the order of {@link #read}. */
  static final String COLUMNS =
      "agents.key, hostname, machine_address, repo_path, status, issue_ids, capabilities,"
          + " ttl_seconds, created_at, updated_at, incarnation, last_seen_at, version";

  static final String INSERT =
      """
      INSERT INTO agent_records (slot, hostname, machine_address, repo_path, status, issue_ids,
        capabilities, ttl_seconds, created_at, updated_at, incarnation, hostname_folded, key)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      """;

  /** Every column anew but the key: what a change makes of an agent replaces all of it. */
  static final String UPDATE =
      """
      UPDATE agent_records
      SET hostname = ?2, machine_address = ?3, repo_path = ?4, status = ?5, issue_ids = ?6,
        capabilities = ?7, ttl_seconds = ?8, created_at = ?9, updated_at = ?10,
        incarnation = ?11, hostname_folded = ?12
      WHERE slot = ?1
      """;

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
              .formatted(shownId(row.getLong(1)), e.getMessage()),
          false,
          e);
    }
  }

  private static Agent toAgent(ResultSet row) throws SQLException {
    return new Agent(
        id(row.getLong(1)),
        new AgentIdentity(row.getString(2), row.getString(3), row.getString(4)),
        new AgentStatus(row.getString(5)),
        JsonStrings.parse(row.getString(6)),
        JsonStrings.parse(row.getString(7)),
        ttl(row.getLong(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        Instant.ofEpochMilli(row.getLong(10)),
        Instant.ofEpochMilli(row.getLong(12)),
        row.getLong(13),
        row.getLong(11));
  }

  private static AgentId id(long key) {
    AgentId id = AgentId.ofNumber(key);
    if (id.number() != key) {
      throw new IllegalArgumentException("its key is no agent's: " + key);
    }
    return id;
  }

  private static Duration ttl(long seconds) {
    if (seconds < Heartbeat.MIN_TTL.toSeconds() || seconds > Heartbeat.MAX_TTL.toSeconds()) {
      throw new IllegalArgumentException("ttl_seconds is out of range: " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  /** The ID as the column {@code id} shows it, of a key that may be out of range too. */
  private static String shownId(long key) {
    return "agt_%08x".formatted(key);
  }

  /** Binds the parameters of {@link #INSERT}. */
  static void bindInsert(PreparedStatement insert, Row row) throws SQLException {
    bindUpdate(insert, row);
    insert.setLong(13, row.agent().id().number());
  }

  /** Binds the parameters of {@link #UPDATE}. */
  static void bindUpdate(PreparedStatement store, Row row) throws SQLException {
    Agent agent = row.agent();
    store.setLong(1, row.slot());
    store.setString(2, agent.identity().hostname());
    store.setString(3, agent.identity().machineAddress());
    store.setString(4, agent.identity().repoPath());
    store.setString(5, agent.status().value());
    store.setString(6, JsonStrings.format(agent.issueIds()));
    store.setString(7, JsonStrings.format(agent.capabilities()));
    store.setLong(8, agent.ttl().toSeconds());
    store.setLong(9, agent.createdAt().toEpochMilli());
    store.setLong(10, agent.updatedAt().toEpochMilli());
    store.setLong(11, agent.incarnation());
    store.setString(12, AgentQuery.foldCase(agent.identity().hostname()));
  }
}
