package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
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
import java.util.Set;

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

  /** One in so many: then a page of them, in the order of IDs, is found late by walking that. */
  private static final int FEW = 20;

  private final Statements statements;
  private final Counts counts;
  private final AgentQuery query;
  private final Filter filter;

  private Lister(Statements statements, AgentQuery query, Filter filter) {
    this.statements = statements;
    this.counts = new Counts(statements);
    this.query = query;
    this.filter = filter;
  }

  static Optional<Agent> find(Statements statements, AgentId id) throws SQLException {
    return agents(statements, List.of(id.number())).stream().findFirst();
  }

  static AgentPage<Agent> list(
      Statements statements, AgentQuery query, Listening listening, Instant now)
      throws SQLException {
    if (query.livenesses().equals(Set.of(Liveness.OFFLINE)) && query.statuses().isEmpty()) {
      return list(statements, withGoodbyes(query), listening, now);
    }
    Filter filter = Filter.of(query, now);
    if (query.livenesses().isEmpty()) {
      return new Lister(statements, query, filter).page();
    }
    LivenessLimits limits = LivenessLimits.at(statements, listening, now);
    boolean onlyLiveness = filter.isOpen();
    LivenessFilter.addTo(filter, query.livenesses(), limits);
    Lister lister = new Lister(statements, query, filter);
    return onlyLiveness ? lister.page(LivenessCounts.of(statements, limits)) : lister.page();
  }

  /** The same agents, for which there is an index. */
  private static AgentQuery withGoodbyes(AgentQuery query) {
    return new AgentQuery(
        Set.copyOf(AgentStatus.goodbyes()),
        query.hostnames(),
        Set.of(),
        query.repoPaths(),
        query.issueIds(),
        query.capabilities(),
        query.seenBefore(),
        query.seenAfter(),
        query.sort(),
        query.place(),
        query.limit());
  }

  private AgentPage<Agent> page(Map<Liveness, Long> byLiveness) throws SQLException {
    long total = query.livenesses().stream().mapToLong(byLiveness::get).sum();
    return AgentPage.of(agents(statements, keys(Access.to(query, counts))), query.limit(), total);
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
      return counts.of(Sources.byRecord(access.indexedBy()), filter);
    }
    return counts.of(Sources.byTime(filter), filter);
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
    if (!byIndex && areFewByTime(rest, access)) {
      source = Sources.byTime(rest);
    }
    return keys("SELECT agents.key" + from(source, rest) + " ORDER BY 1", rest);
  }

  /** Whether sorting those of that time is quicker than looking for them among all. */
  private boolean areFewByTime(Filter rest, Access access) throws SQLException {
    Filter time = rest.onlyTime();
    return !time.isOpen() && !counts.areMore(access.all() / FEW, Sources.BEATS, time);
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
    return " FROM " + source + conditions.clauses();
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
