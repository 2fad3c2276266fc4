package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A row of an agent and the agent in it. */
final class AgentRow {

  private static final int LAST_SEEN_AT = 12;
  private static final int VERSION = 13;

  /** What there is in a record alone, in the order of {@link #read}. */
  static final String RECORD =
      "r.key, r.hostname, r.machine_address, r.repo_path, r.status, "
          + Items.column("r.issue_ids")
          + ", "
          + Items.column("r.capabilities")
          + ", r.ttl_seconds, "
          + Sql.millis("r.created_at")
          + ", "
          + Sql.millis("r.updated_at")
          + ", r.incarnation";

  /** All of an agent, with the last heartbeat in {@code b}. */
  static final String COLUMNS = RECORD + ", " + Sql.millis("b.last_seen_at") + ", b.version";

  private AgentRow() {}

  /**
   * Reads a row of {@link #COLUMNS}.
   *
   * @throws RegistryUnavailableException if somebody wrote a row that no agent can be made of
   */
  static Agent read(ResultSet row) throws SQLException {
    return read(row, row.getLong(LAST_SEEN_AT), row.getLong(VERSION));
  }

  /** Reads a row of {@link #RECORD}, of an agent whose last heartbeat is known. */
  static Agent read(ResultSet row, long lastSeenAt, long version) throws SQLException {
    try {
      return new Agent(
          AgentId.ofNumber(row.getLong(1)),
          new AgentIdentity(row.getString(2), row.getString(3), row.getString(4)),
          new AgentStatus(row.getString(5)),
          items(row, 6),
          items(row, 7),
          Duration.ofSeconds(row.getLong(8)),
          Instant.ofEpochMilli(row.getLong(9)),
          Instant.ofEpochMilli(row.getLong(10)),
          Instant.ofEpochMilli(lastSeenAt),
          version,
          row.getLong(11));
    } catch (InvalidHeartbeatException | IllegalArgumentException e) {
      throw new RegistryUnavailableException(
          "the record %s in the database cannot be read (%s): correct that row"
              .formatted(AgentId.ofNumber(row.getLong(1)), e.getMessage()),
          false,
          e);
    }
  }

  static List<String> items(ResultSet row, int column) throws SQLException {
    return Items.decode((String[]) row.getArray(column).getArray());
  }
}
