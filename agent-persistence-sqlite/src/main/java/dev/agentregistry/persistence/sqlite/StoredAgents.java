package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The writer's statements on the tables of agents. Not thread-safe. */
final class StoredAgents {

  /** A record without its last beat, which somebody must have deleted, is a damaged row. */
  private static final String SELECT =
      "SELECT "
          + AgentRow.COLUMNS
          + ", agents.slot"
          + " FROM agent_records AS agents LEFT JOIN last_beats ON last_beats.slot = agents.slot";

  private static final int SLOT = 14;

  private static final String LISTED = " IN (SELECT value FROM json_each(?))";
  private static final String BY_KEYS = SELECT + " WHERE agents.key" + LISTED;
  private static final String BY_SLOTS = SELECT + " WHERE agents.slot" + LISTED;

  /** The trigger on it removes what belongs to the agent elsewhere. */
  private static final String DELETE = "DELETE FROM agent_records WHERE slot" + LISTED;

  private static final String LAST_SLOT = "SELECT max(slot) FROM agent_records";
  private static final long UNKNOWN = -1;

  /** So many rows of the narrow table are looked through in a few milliseconds. */
  private static final int SCANNED_ROWS = 20_000;

  private static final String SCANNED =
      "(SELECT slot, last_seen_at FROM last_beats WHERE slot > ?1 ORDER BY slot LIMIT "
          + SCANNED_ROWS
          + ")";
  private static final String SELECT_SILENT =
      "SELECT slot FROM " + SCANNED + " WHERE last_seen_at < ?2 ORDER BY slot LIMIT ?3";
  private static final String END_OF_SCANNED = "SELECT max(slot), count(*) FROM " + SCANNED;

  private final Statements statements;
  private final LastBeats beats;
  private long lastSlot = UNKNOWN;

  StoredAgents(Statements statements) {
    this.statements = statements;
    this.beats = new LastBeats(statements);
  }

  /** Is told of each row, of which {@link StoredAgents#read} makes an agent. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Looks up the agents of these keys. */
  void byKeys(Collection<Long> keys, RowReader reader) throws SQLException {
    select(BY_KEYS, keys, Filter.open(), reader);
  }

  /** Looks up those in these slots that a filter lets through. */
  void bySlots(Collection<Long> slots, Filter filter, RowReader reader) throws SQLException {
    select(BY_SLOTS, slots, filter, reader);
  }

  private void select(String sql, Collection<Long> listed, Filter filter, RowReader reader)
      throws SQLException {
    PreparedStatement select = statements.get(sql + filter.and());
    select.setString(1, listed.toString());
    Sql.bind(select, 2, filter.parameters());
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  /**
   * Reads the row that the result set stands on.
   *
   * @throws RegistryUnavailableException if somebody wrote a row that no agent can be made of
   */
  static Row read(ResultSet row) throws SQLException {
    return new Row(row.getLong(SLOT), AgentRow.read(row));
  }

  /**
   * Adds the slots of agents that are silent for long enough, in their order, where neighbours
   * share pages.
   *
   * @param after slots greater than this
   * @return where the next step goes on; nothing where this was the last
   */
  OptionalLong silent(long after, long before, int limit, List<Long> slots) throws SQLException {
    PreparedStatement select = statements.get(SELECT_SILENT);
    select.setLong(1, after);
    select.setLong(2, before);
    select.setLong(3, limit);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        slots.add(rows.getLong(1));
      }
    }
    return slots.size() == limit ? OptionalLong.of(slots.get(limit - 1)) : endOfScanned(after);
  }

  private OptionalLong endOfScanned(long after) throws SQLException {
    PreparedStatement select = statements.get(END_OF_SCANNED);
    select.setLong(1, after);
    try (ResultSet row = select.executeQuery()) {
      return row.getLong(2) == SCANNED_ROWS
          ? OptionalLong.of(row.getLong(1))
          : OptionalLong.empty();
    }
  }

  /** Writes what has changed of an agent: mostly that is its last heartbeat alone. */
  Row write(@Nullable Row stored, Agent now) throws SQLException {
    Row row = new Row(stored == null ? nextSlot() : stored.slot(), now);
    if (stored == null) {
      PreparedStatement insert = statements.get(AgentRow.INSERT);
      AgentRow.bindInsert(insert, row);
      insert.executeUpdate();
      beats.insert(row);
      return row;
    }
    if (!LastBeats.areAllThatChanged(stored.agent(), now)) {
      PreparedStatement update = statements.get(AgentRow.UPDATE);
      AgentRow.bindUpdate(update, row);
      update.executeUpdate();
    }
    beats.update(row);
    return row;
  }

  private long nextSlot() throws SQLException {
    if (lastSlot == UNKNOWN) {
      lastSlot = statements.queryLong(LAST_SLOT);
    }
    return ++lastSlot;
  }

  /** Somebody else may have taken the next slots, or what took them here was rolled back. */
  void forgetSlots() {
    lastSlot = UNKNOWN;
  }

  void delete(List<Long> slots) throws SQLException {
    if (!slots.isEmpty()) {
      PreparedStatement delete = statements.get(DELETE);
      delete.setString(1, slots.toString());
      delete.executeUpdate();
    }
  }
}
