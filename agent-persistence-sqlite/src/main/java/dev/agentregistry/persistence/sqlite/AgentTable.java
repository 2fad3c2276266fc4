package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Removal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The agents, as the writer changes them inside its transaction. Not thread-safe. Each step asks
 * the rule before it writes, so that a rule that refuses leaves nothing half done.
 */
final class AgentTable implements AutoCloseable {

  private final Connection connection;
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement delete;

  private AgentTable(Connection connection) throws SQLException {
    this.connection = connection;
    this.select = connection.prepareStatement(AgentRow.SELECT);
    this.insert = connection.prepareStatement(AgentRow.INSERT);
    this.update = connection.prepareStatement(AgentRow.UPDATE);
    this.delete = connection.prepareStatement(AgentRow.DELETE);
  }

  static AgentTable over(DatabaseFile file) {
    Connection connection = file.open();
    try {
      return new AgentTable(connection);
    } catch (SQLException e) {
      Sql.closeQuietly(connection);
      throw file.failures().translate(e);
    }
  }

  void begin() throws SQLException {
    // Immediate: the lock is taken, and waited for, before anything is read.
    Sql.execute(connection, "BEGIN IMMEDIATE");
  }

  void commit() throws SQLException {
    Sql.execute(connection, "COMMIT");
  }

  /** Ends the transaction if it is still open; some failures have already ended it. */
  void rollback() {
    try {
      Sql.execute(connection, "ROLLBACK");
    } catch (SQLException alreadyEnded) {
      // The failure that led here is the one that is told.
    }
  }

  Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) throws SQLException {
    Optional<Agent> stored = find(id);
    Agent changed = change.apply(stored);
    if (stored.isPresent()) {
      AgentRow.bindUpdate(update, changed);
      update.executeUpdate();
    } else {
      AgentRow.bindInsert(insert, changed);
      insert.executeUpdate();
    }
    return changed;
  }

  Removal delete(AgentId id, Predicate<Agent> condition) throws SQLException {
    Optional<Agent> stored = find(id);
    if (stored.isEmpty()) {
      return Removal.UNKNOWN;
    }
    if (!condition.test(stored.get())) {
      return Removal.CHANGED;
    }
    delete.setLong(1, id.number());
    delete.executeUpdate();
    return Removal.REMOVED;
  }

  /** Deletes up to {@code limit} agents that the filter lets through, the longest silent first. */
  List<Agent> delete(Filter filter, int limit) throws SQLException {
    String sql =
        "DELETE FROM agents WHERE key IN (SELECT key FROM agents"
            + filter.where()
            + " ORDER BY last_seen_at LIMIT "
            + limit
            + ") RETURNING "
            + AgentRow.COLUMNS;
    try (PreparedStatement prune = connection.prepareStatement(sql)) {
      Sql.bind(prune, filter.parameters());
      return readAll(prune);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  static List<Agent> readAll(PreparedStatement query) throws SQLException {
    List<Agent> agents = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        agents.add(AgentRow.read(rows));
      }
    }
    return agents;
  }

  private Optional<Agent> find(AgentId id) throws SQLException {
    select.setLong(1, id.number());
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(AgentRow.read(row)) : Optional.empty();
    }
  }
}
