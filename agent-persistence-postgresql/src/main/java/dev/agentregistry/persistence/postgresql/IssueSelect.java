package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.IssueState;
import java.sql.Connection;
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
      "NOT b.is_offline AND b.last_seen_at <= ? AND b.last_seen_at >= limits.since";

  private static final String NOT_TOLD_STALE = " AND NOT b.told_stale";

  private static final String AGENTS =
      " FROM agent_issues AS i JOIN last_beats AS b ON b.key = i.key JOIN " + LivenessLimits.LIMITS;

  /** Issues that several agents name. */
  private static final String OF_SEVERAL =
      "SELECT issue_id FROM agent_issues GROUP BY issue_id HAVING count(*) > 1";

  /** Issues of agents that may not be online. */
  private static final String NOT_ONLINE =
      "SELECT n.issue_id FROM agent_issues AS n JOIN last_beats AS b ON b.key = n.key"
          + " WHERE b.is_offline OR b.told_stale OR b.last_seen_at < ? OR b.last_seen_at > ?";

  private static final String ON_HOSTS =
      "SELECT item.value FROM agent_records AS r CROSS JOIN"
          + " jsonb_array_elements_text(r.issue_ids) AS item (value)"
          + " WHERE r.hostname_folded = ANY (CAST(? AS text[]))";

  private final LivenessLimits limits;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private Set<IssueState> states = EnumSet.allOf(IssueState.class);
  private String online = ONLINE;

  IssueSelect(LivenessLimits limits) {
    this.limits = limits;
  }

  /**
   * To events an agent is not online once they told that it is stale, until it is heard of again:
   * the clock of a server that told so may be ahead of the one here.
   */
  IssueSelect asEventsTell() {
    online = ONLINE + NOT_TOLD_STALE;
    return this;
  }

  /** Only issues that come after one. */
  IssueSelect after(String issueId) {
    conditions.add("i.issue_id > ?");
    parameters.add(Items.encode(issueId));
    return this;
  }

  /** Only these issues. */
  IssueSelect ofThese(Collection<String> issueIds) {
    conditions.add("i.issue_id = ANY (CAST(? AS text[]))");
    parameters.add(Items.encode(issueIds));
    return this;
  }

  /** Only issues that an agent on one of these hosts names. */
  IssueSelect on(Collection<String> hostnames) {
    return among(ON_HOSTS, (Object) Sql.texts(Filter.folded(hostnames)));
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
      sources.add(NOT_ONLINE);
      values.add(limits.latest());
      values.add(limits.future());
    }
    return among(String.join(" UNION ", sources), values.toArray());
  }

  private IssueSelect among(String issueIds, Object... values) {
    conditions.add("i.issue_id IN (" + issueIds + ")");
    parameters.addAll(List.of(values));
    return this;
  }

  /** Reads all: the issue, how many of its agents are online, and how many there are. */
  void read(Connection connection, Sql.RowReader reader) throws SQLException {
    Sql.query(connection, body() + " ORDER BY i.issue_id", parameters(), reader);
  }

  /** Reads a part of them. */
  void read(Connection connection, long limit, long offset, Sql.RowReader reader)
      throws SQLException {
    Sql.query(
        connection,
        body() + " ORDER BY i.issue_id LIMIT ? OFFSET ?",
        parameters(limit, offset),
        reader);
  }

  /** How many there are. */
  long count(Connection connection) throws SQLException {
    return Sql.first(
        connection, "SELECT count(*) FROM (" + body() + ") AS found", parameters().toArray());
  }

  private List<Object> parameters(Object... last) {
    List<Object> all = new ArrayList<>(onlineParameters());
    all.add(limits.ttls());
    all.add(limits.sinces());
    all.addAll(parameters);
    if (isLimited()) {
      all.addAll(onlineParameters());
    }
    all.addAll(List.of(last));
    return all;
  }

  private List<Object> onlineParameters() {
    return List.of(limits.future());
  }

  private String body() {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return "SELECT i.issue_id, "
        + onlineAgents()
        + ", count(*)"
        + AGENTS
        + where
        + " GROUP BY i.issue_id"
        + having();
  }

  private String onlineAgents() {
    return "count(*) FILTER (WHERE " + online + ")";
  }

  private boolean isLimited() {
    return states.size() < IssueState.values().length;
  }

  /** {@link IssueState#of} in SQL. */
  private String having() {
    if (!isLimited()) {
      return "";
    }
    List<String> numbers = new ArrayList<>();
    for (IssueState state : states) {
      numbers.add(
          switch (state) {
            case ORPHANED -> "0";
            case HELD -> "1";
            case CONTESTED -> "2";
          });
    }
    return " HAVING least(" + onlineAgents() + ", 2) IN (" + String.join(", ", numbers) + ")";
  }
}
