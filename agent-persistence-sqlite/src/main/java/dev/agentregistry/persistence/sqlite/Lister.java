package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads agents over a connection of the readers. */
final class Lister {

  private Lister() {}

  static Optional<Agent> find(Connection connection, AgentId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(AgentRow.SELECT)) {
      select.setLong(1, id.number());
      return AgentTable.readAll(select).stream().findFirst();
    }
  }

  /**
   * One page and its total, both of one moment: one transaction reads them. A failure leaves it
   * open; the readers close the connection then.
   */
  static AgentPage<Agent> list(
      Connection connection, AgentQuery query, Listening listening, Instant now)
      throws SQLException {
    Sql.execute(connection, "BEGIN");
    Filter filter = Filter.of(query, now);
    String join = LivenessFilter.addTo(filter, connection, query.livenesses(), listening, now);
    List<Agent> found = page(connection, query, join, filter);
    long total = count(connection, join, filter);
    Sql.execute(connection, "COMMIT");
    return AgentPage.of(found, query.limit(), total);
  }

  private static List<Agent> page(
      Connection connection, AgentQuery query, String join, Filter filter) throws SQLException {
    Filter rest =
        query.place() instanceof Place.After after ? filter.after(query.sort(), after) : filter;
    long offset = query.place() instanceof Place.Offset start ? start.agents() : 0;
    String order = query.sort() == Sort.ID ? "agents.key" : "last_seen_at DESC, agents.key";
    String sql =
        "SELECT "
            + AgentRow.COLUMNS
            + " FROM agents"
            + join
            + rest.where()
            + " ORDER BY "
            + order
            + " LIMIT "
            + (query.limit() + 1)
            + " OFFSET "
            + offset;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      Sql.bind(select, rest.parameters());
      return AgentTable.readAll(select);
    }
  }

  private static long count(Connection connection, String join, Filter filter) throws SQLException {
    String sql = "SELECT count(*) FROM agents" + join + filter.where();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      Sql.bind(select, filter.parameters());
      try (ResultSet row = select.executeQuery()) {
        return row.getLong(1);
      }
    }
  }
}
