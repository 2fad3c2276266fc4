package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.IssueState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Selects issues with the number of their agents, and of those that are online, in the order of
 * their IDs. Only of issues that may fit are the agents looked at. Not thread-safe.
 */
final class IssueSelect {

  private static final String ONLINE =
      "sum(agents.status NOT IN "
          + LivenessFilter.GOODBYES
          + " AND last_beats.last_seen_at BETWEEN limits.heard_since AND ?)";

  private static final String AGENTS =
      " FROM agent_issues AS i CROSS JOIN agent_records AS agents ON agents.slot = i.slot"
          + " CROSS JOIN last_beats ON last_beats.slot = i.slot CROSS JOIN "
          + LivenessLimits.BY_TTL;

  /** Issues that several agents name. */
  private static final String OF_SEVERAL =
      "SELECT issue_id FROM agent_issues GROUP BY issue_id HAVING count(*) > 1";

  private static final String ISSUES_IN =
      " CROSS JOIN json_each(CASE WHEN json_valid(r.issue_ids) THEN r.issue_ids ELSE '[]' END)"
          + " AS item";

  private static final String OFFLINE =
      "SELECT item.value FROM agent_records AS r"
          + Access.BY_STATUS
          + ISSUES_IN
          + " WHERE r.status IN "
          + LivenessFilter.GOODBYES;

  /** Issues of agents that may be stale, by the index on time. */
  private static final String SILENT =
      "SELECT item.value FROM last_beats AS b CROSS JOIN agent_records AS r ON r.slot = b.slot"
          + ISSUES_IN
          + " WHERE b.last_seen_at ";

  private static final String ON_HOSTS =
      "SELECT item.value FROM agent_records AS r"
          + ISSUES_IN
          + " WHERE r.hostname_folded IN (SELECT value FROM json_each(?))";

  private static final String LISTED = "SELECT value FROM json_each(?)";

  private final LivenessLimits limits;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private Set<IssueState> states = EnumSet.allOf(IssueState.class);

  IssueSelect(LivenessLimits limits) {
    this.limits = limits;
  }

  /** Only issues that come after one. */
  IssueSelect after(String issueId) {
    conditions.add("i.issue_id > ?");
    parameters.add(issueId);
    return this;
  }

  /** Only these issues. */
  IssueSelect ofThese(Collection<String> issueIds) {
    return among(LISTED, JsonStrings.format(issueIds));
  }

  /** Only issues that an agent on one of these hosts names. */
  IssueSelect on(Collection<String> hostnames) {
    return among(
        ON_HOSTS, JsonStrings.format(hostnames.stream().map(AgentQuery::foldCase).toList()));
  }

  /** Only issues in one of these states. */
  IssueSelect in(Set<IssueState> wanted) {
    states = wanted;
    if (wanted.contains(IssueState.HELD)) {
      return this;
    }
    List<String> sources = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (wanted.contains(IssueState.CONTESTED)) {
      sources.add(OF_SEVERAL);
    }
    if (wanted.contains(IssueState.ORPHANED)) {
      sources.add(OFFLINE);
      sources.add(SILENT + "< ?");
      values.add(limits.latest());
      sources.add(SILENT + "> ?");
      values.add(limits.future());
    }
    return among(String.join(" UNION ", sources), values.toArray());
  }

  private IssueSelect among(String issueIds, Object... values) {
    conditions.add("i.issue_id IN (" + issueIds + ")");
    parameters.addAll(List.of(values));
    return this;
  }

  /** The columns are the issue, how many of its agents are online, and how many there are. */
  PreparedStatement prepare(Statements statements) throws SQLException {
    return prepare(statements, body() + " ORDER BY 1");
  }

  /** The same, of a part of them: the last two parameters are LIMIT and OFFSET. */
  PreparedStatement prepare(Statements statements, long limit, long offset) throws SQLException {
    PreparedStatement select = prepare(statements, body() + " ORDER BY 1 LIMIT ? OFFSET ?");
    int place = 3 + parameters.size();
    select.setLong(place, limit);
    select.setLong(place + 1, offset);
    return select;
  }

  /** How many there are. */
  long count(Statements statements) throws SQLException {
    return Sql.first(prepare(statements, "SELECT count(*) FROM (" + body() + ")"));
  }

  private PreparedStatement prepare(Statements statements, String sql) throws SQLException {
    PreparedStatement select = statements.get(sql);
    select.setLong(1, limits.future());
    select.setString(2, limits.byTtl());
    Sql.bind(select, 3, parameters);
    return select;
  }

  private String body() {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return "SELECT i.issue_id, "
        + ONLINE
        + " AS online, count(*)"
        + AGENTS
        + where
        + " GROUP BY i.issue_id"
        + having();
  }

  /** {@link IssueState#of} in SQL. */
  private String having() {
    if (states.size() == IssueState.values().length) {
      return "";
    }
    List<String> any = new ArrayList<>();
    for (IssueState state : states) {
      any.add(
          switch (state) {
            case ORPHANED -> "online = 0";
            case HELD -> "online = 1";
            case CONTESTED -> "online > 1";
          });
    }
    return " HAVING " + String.join(" OR ", any);
  }
}
