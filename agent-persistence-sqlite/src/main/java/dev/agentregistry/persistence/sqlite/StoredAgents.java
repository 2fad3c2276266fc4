package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
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
          + " FROM agent_records AS agents LEFT JOIN last_beats ON last_beats.key = agents.key"
          + " WHERE agents.key IN (SELECT value FROM json_each(?))";

  /** The trigger on it removes what belongs to the agent elsewhere. */
  private static final String DELETE =
      "DELETE FROM agent_records WHERE key IN (SELECT value FROM json_each(?))";

  /** So many rows of the narrow table are looked through in a few milliseconds. */
  private static final int SCANNED_ROWS = 20_000;

  private static final String SCANNED =
      "(SELECT key, last_seen_at FROM last_beats WHERE key > ?1 ORDER BY key LIMIT "
          + SCANNED_ROWS
          + ")";
  private static final String SELECT_SILENT =
      "SELECT key FROM " + SCANNED + " WHERE last_seen_at < ?2 ORDER BY key LIMIT ?3";
  private static final String END_OF_SCANNED = "SELECT max(key), count(*) FROM " + SCANNED;

  private final Statements statements;
  private final LastBeats beats;

  StoredAgents(Statements statements) {
    this.statements = statements;
    this.beats = new LastBeats(statements);
  }

  /** Is told of each row, which {@link AgentRow#read} makes an agent of. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Looks the agents of these keys up that a filter lets through. */
  void select(Collection<Long> keys, Filter filter, RowReader reader) throws SQLException {
    PreparedStatement select = statements.get(SELECT + filter.and());
    select.setString(1, keys.toString());
    Sql.bind(select, 2, filter.parameters());
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  /**
   * Adds the keys of rows that are old enough, in the order of keys, where neighbours share pages.
   *
   * @param after keys greater than this
   * @return where the next step goes on; nothing where this was the last
   */
  OptionalLong silent(long after, long before, int limit, List<Long> keys) throws SQLException {
    PreparedStatement select = statements.get(SELECT_SILENT);
    select.setLong(1, after);
    select.setLong(2, before);
    select.setLong(3, limit);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
    }
    return keys.size() == limit ? OptionalLong.of(keys.get(limit - 1)) : endOfScanned(after);
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
  void write(@Nullable Agent stored, Agent now) throws SQLException {
    if (stored != null && LastBeats.areAllThatChanged(stored, now)) {
      beats.update(now);
      return;
    }
    PreparedStatement record = statements.get(stored == null ? AgentRow.INSERT : AgentRow.UPDATE);
    AgentRow.bind(record, now);
    record.executeUpdate();
    if (stored == null) {
      beats.insert(now);
    } else {
      beats.update(now);
    }
  }

  void delete(List<Long> keys) throws SQLException {
    if (!keys.isEmpty()) {
      PreparedStatement delete = statements.get(DELETE);
      delete.setString(1, keys.toString());
      delete.executeUpdate();
    }
  }
}
