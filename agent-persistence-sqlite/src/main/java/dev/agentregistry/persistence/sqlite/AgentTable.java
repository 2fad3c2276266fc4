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
  private Statements statements;
  private boolean failed;

  private AgentTable(Connection connection) throws SQLException {
    this.connection = connection;
    this.statements = Statements.over(connection);
  }

  private record Statements(
      PreparedStatement select,
      PreparedStatement insert,
      PreparedStatement update,
      PreparedStatement delete) {

    static Statements over(Connection connection) throws SQLException {
      return new Statements(
          connection.prepareStatement(AgentRow.SELECT),
          connection.prepareStatement(AgentRow.INSERT),
          connection.prepareStatement(AgentRow.UPDATE),
          connection.prepareStatement(AgentRow.DELETE));
    }
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
    if (failed) {
      // The driver takes a statement that failed, on a full disk say, for closed ever after.
      statements = Statements.over(connection);
      failed = false;
    }
    // Immediate: the lock is taken, and waited for, before anything is read.
    Sql.execute(connection, "BEGIN IMMEDIATE");
  }

  void commit() throws SQLException {
    Sql.execute(connection, "COMMIT");
  }

  /** Ends the transaction if it is still open; some failures have already ended it. */
  void rollback() {
    failed = true;
    Sql.rollbackQuietly(connection);
  }

  Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) throws SQLException {
    Optional<Agent> stored = find(id);
    Agent changed = change.apply(stored);
    PreparedStatement store = stored.isPresent() ? statements.update : statements.insert;
    AgentRow.bind(store, changed);
    store.executeUpdate();
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
    delete(id);
    return Removal.REMOVED;
  }

  /** Deletes up to {@code limit} agents that the filter lets through, the longest silent first. */
  List<Agent> delete(Filter filter, int limit) throws SQLException {
    String sql =
        "SELECT "
            + AgentRow.COLUMNS
            + " FROM agents"
            + filter.where()
            + " ORDER BY last_seen_at LIMIT "
            + limit;
    List<Agent> agents;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      Sql.bind(query, filter.parameters());
      // All are read before one goes: a row that cannot be read must not take others with it.
      agents = readAll(query);
    }
    for (Agent agent : agents) {
      delete(agent.id());
    }
    return agents;
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
    statements.select.setLong(1, id.number());
    try (ResultSet row = statements.select.executeQuery()) {
      return row.next() ? Optional.of(AgentRow.read(row)) : Optional.empty();
    }
  }

  private void delete(AgentId id) throws SQLException {
    statements.delete.setLong(1, id.number());
    statements.delete.executeUpdate();
  }
}
