package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists issues, in the transaction that is open. */
final class IssueLister {

  private static final String ALL =
      "SELECT count(*) FROM (SELECT DISTINCT issue_id FROM agent_issues) AS issues";

  /** Of each issue those that were seen last; without their lists, which are not shown. */
  private static final String AGENTS =
      "SELECT r.key, r.hostname, r.machine_address, r.repo_path, r.status, CAST('{}' AS text[]),"
          + " CAST('{}' AS text[]), r.ttl_seconds, "
          + Sql.millis("r.created_at")
          + ", "
          + Sql.millis("r.updated_at")
          + ", r.incarnation, "
          + Sql.millis("b.last_seen_at")
          + ", b.version, wanted.issue_id FROM unnest(CAST(? AS text[])) AS wanted (issue_id)"
          + " CROSS JOIN LATERAL (SELECT b.key, b.last_seen_at, b.version FROM agent_issues AS i"
          + " JOIN last_beats AS b ON b.key = i.key"
          + " WHERE i.issue_id = wanted.issue_id COLLATE \"C\""
          + " ORDER BY b.last_seen_at DESC, b.key LIMIT "
          + Issue.MAX_AGENTS
          + ") AS b JOIN agent_records AS r ON r.key = b.key"
          + " ORDER BY b.last_seen_at DESC, b.key";

  private static final int ISSUE = 14;

  private final Connection connection;
  private final IssueQuery query;
  private final LivenessLimits limits;

  private IssueLister(Connection connection, IssueQuery query, LivenessLimits limits) {
    this.connection = connection;
    this.query = query;
    this.limits = limits;
  }

  private record Counted(String issueId, long online, long agents) {}

  static IssuePage list(Connection connection, IssueQuery query, Listening listening, Instant now)
      throws SQLException {
    LivenessLimits limits = LivenessLimits.at(connection, listening, now);
    IssueLister lister = new IssueLister(connection, query, limits);
    List<Counted> counted = lister.page();
    Map<String, List<Agent>> agents = lister.agents(counted);
    List<Issue> issues =
        counted.stream()
            .map(
                issue ->
                    Issue.of(
                        issue.issueId(),
                        issue.online(),
                        issue.agents(),
                        agents.getOrDefault(issue.issueId(), List.of()),
                        listening,
                        now))
            .toList();
    return IssuePage.of(issues, query.limit(), lister.total(lister.wanted()));
  }

  private List<Counted> page() throws SQLException {
    IssueSelect select = filtered().in(wanted());
    query.after().ifPresent(select::after);
    List<Counted> found = new ArrayList<>();
    select.read(
        connection,
        query.limit() + 1L,
        query.offset(),
        row ->
            found.add(new Counted(Items.decode(row.getString(1)), row.getLong(2), row.getLong(3))));
    return found;
  }

  private Set<IssueState> wanted() {
    return query.states().isEmpty() ? EnumSet.allOf(IssueState.class) : query.states();
  }

  /** All conditions but the state and the place. */
  private IssueSelect filtered() {
    IssueSelect select = new IssueSelect(limits);
    if (!query.issueIds().isEmpty()) {
      select.ofThese(query.issueIds());
    }
    if (!query.hostnames().isEmpty()) {
      select.on(query.hostnames());
    }
    return select;
  }

  /** Most issues are held: the others are counted more quickly. */
  private long total(Set<IssueState> states) throws SQLException {
    if (states.size() == IssueState.values().length) {
      boolean isOpen = query.issueIds().isEmpty() && query.hostnames().isEmpty();
      return isOpen ? Sql.first(connection, ALL) : filtered().count(connection);
    }
    if (states.contains(IssueState.HELD)) {
      EnumSet<IssueState> all = EnumSet.allOf(IssueState.class);
      return total(all) - total(EnumSet.complementOf(EnumSet.copyOf(states)));
    }
    return filtered().in(states).count(connection);
  }

  private Map<String, List<Agent>> agents(List<Counted> issues) throws SQLException {
    Map<String, List<Agent>> agents = new HashMap<>();
    List<String> issueIds = issues.stream().map(Counted::issueId).toList();
    Sql.query(
        connection,
        AGENTS,
        List.of((Object) Items.encode(issueIds)),
        row ->
            agents
                .computeIfAbsent(Items.decode(row.getString(ISSUE)), id -> new ArrayList<>())
                .add(AgentRow.read(row)));
    return agents;
  }
}
