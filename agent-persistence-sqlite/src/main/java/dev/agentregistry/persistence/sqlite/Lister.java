package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Sort;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads one page of agents and its total, in the transaction that is open: first the keys, in
 * order, then the agents themselves. Not thread-safe.
 */
final class Lister {

  private static final String SELECT =
      "SELECT "
          + AgentRow.COLUMNS
          + " FROM "
          + Sources.byRecord(Access.BY_KEY)
          + " WHERE agents.key IN (SELECT value FROM json_each(?))";

  /** By the second column, and by the key where that is the same. */
  private static final String BY_TIME = " ORDER BY 2 DESC, 1";

  private final Statements statements;
  private final Counts counts;
  private final AgentQuery query;
  private final Filter filter;
  private final String join;

  private Lister(Statements statements, AgentQuery query, Filter filter, String join) {
    this.statements = statements;
    this.counts = new Counts(statements);
    this.query = query;
    this.filter = filter;
    this.join = join;
  }

  static Optional<Agent> find(Statements statements, AgentId id) throws SQLException {
    return agents(statements, List.of(id.number())).stream().findFirst();
  }

  static AgentPage<Agent> list(
      Statements statements, AgentQuery query, Listening listening, Instant now)
      throws SQLException {
    Filter filter = Filter.of(query, now);
    String join = LivenessFilter.addTo(filter, statements, query.livenesses(), listening, now);
    return new Lister(statements, query, filter, join).page();
  }

  private AgentPage<Agent> page() throws SQLException {
    Access access = Access.to(query, counts);
    List<Agent> found = agents(statements, keys(access));
    return AgentPage.of(found, query.limit(), total(access));
  }

  private long total(Access access) throws SQLException {
    if (filter.isOpen()) {
      return access.all();
    }
    if (filter.isSingle() && access.isByIndex()) {
      return access.agents();
    }
    if (!filter.usesTime()) {
      return counts.of(Sources.RECORDS + access.indexedBy(), filter);
    }
    if (access.isByIndex()) {
      return counts.of(Sources.byRecord(access.indexedBy()) + join, filter);
    }
    return counts.of(Sources.byTime(filter) + join, filter);
  }

  private List<Long> keys(Access access) throws SQLException {
    Filter rest =
        query.place() instanceof Place.After after ? filter.after(query.sort(), after) : filter;
    boolean byIndex = access.isQuickerFor(offset() + rows());
    if (query.sort() == Sort.LAST_SEEN_AT) {
      String source = byIndex ? Sources.byRecord(access.indexedBy()) : Sources.byTime(rest);
      return keys("SELECT agents.key, last_seen_at" + from(source, rest) + BY_TIME, rest);
    }
    String index = byIndex ? access.indexedBy() : Access.BY_KEY;
    String source = rest.usesTime() ? Sources.byRecord(index) : Sources.RECORDS + index;
    return keys("SELECT agents.key" + from(source, rest) + " ORDER BY 1", rest);
  }

  private List<Long> keys(String sql, Filter rest) throws SQLException {
    PreparedStatement select = statements.get(sql + " LIMIT ? OFFSET ?");
    int place = Sql.bind(select, 1, rest.parameters());
    select.setLong(place, rows());
    select.setLong(place + 1, offset());
    List<Long> keys = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
    }
    return keys;
  }

  private String from(String source, Filter conditions) {
    return " FROM " + source + join + conditions.where();
  }

  /** One more than asked for: whether there is a next page. */
  private long rows() {
    return query.limit() + 1L;
  }

  private long offset() {
    return query.place() instanceof Place.Offset start ? start.agents() : 0;
  }

  /** The agents of these keys, in that order. */
  private static List<Agent> agents(Statements statements, List<Long> keys) throws SQLException {
    PreparedStatement select = statements.get(SELECT);
    select.setString(1, keys.toString());
    Map<Long, Agent> agents = new HashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        agents.put(rows.getLong(1), AgentRow.read(rows));
      }
    }
    return keys.stream().map(agents::get).filter(Objects::nonNull).toList();
  }
}
