package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads agents, in the transaction that is open. */
final class Lister {

  private static final String FIND =
      "SELECT "
          + AgentRow.COLUMNS
          + " FROM agent_records AS r JOIN last_beats AS b ON b.key = r.key WHERE r.key = ?";

  private Lister() {}

  static Optional<Agent> find(Connection connection, AgentId id) throws SQLException {
    List<Agent> found = new ArrayList<>();
    Sql.query(connection, FIND, List.of(id.number()), row -> found.add(AgentRow.read(row)));
    return found.stream().findFirst();
  }

  static AgentPage<Agent> list(
      Connection connection, AgentQuery query, Listening listening, Instant now)
      throws SQLException {
    Filter filter = Filter.of(query, now);
    if (query.livenesses().isEmpty()) {
      return page(connection, query, filter, total(connection, query, filter));
    }
    LivenessLimits limits = LivenessLimits.at(connection, listening, now);
    boolean isOpen = filter.isOpen();
    LivenessFilter.addTo(filter, query.livenesses(), limits);
    long total = isOpen ? ofLiveness(connection, query, limits) : Counts.of(connection, filter);
    return page(connection, query, filter, total);
  }

  private static long total(Connection connection, AgentQuery query, Filter filter)
      throws SQLException {
    if (filter.isOpen()) {
      return Counts.all(connection);
    }
    return filter.isSingle() && !query.statuses().isEmpty()
        ? Counts.withStatus(connection, query.statuses())
        : Counts.of(connection, filter);
  }

  private static long ofLiveness(Connection connection, AgentQuery query, LivenessLimits limits)
      throws SQLException {
    Map<Liveness, Long> counts = Counts.byLiveness(connection, limits);
    return query.livenesses().stream().mapToLong(counts::get).sum();
  }

  /** First which agents, in their order, then the agents: of those passed over nothing is read. */
  private static AgentPage<Agent> page(
      Connection connection, AgentQuery query, Filter filter, long total) throws SQLException {
    Filter rest =
        query.place() instanceof Place.After after ? filter.after(query.sort(), after) : filter;
    long offset = query.place() instanceof Place.Offset start ? start.agents() : 0;
    String order = query.sort() == Sort.ID ? "b.key" : "b.last_seen_at DESC, b.key";
    String sql =
        "SELECT "
            + AgentRow.COLUMNS
            + " FROM (SELECT b.key, b.last_seen_at, b.version"
            + rest.fromBeats()
            + " ORDER BY "
            + order
            + " LIMIT ? OFFSET ?) AS b JOIN agent_records AS r ON r.key = b.key ORDER BY "
            + order;
    List<Agent> found = new ArrayList<>();
    // One more than asked for: whether there is a next page.
    List<Object> parameters = rest.parametersAnd(query.limit() + 1L, offset);
    Sql.query(connection, sql, parameters, row -> found.add(AgentRow.read(row)));
    return AgentPage.of(found, query.limit(), total);
  }
}
