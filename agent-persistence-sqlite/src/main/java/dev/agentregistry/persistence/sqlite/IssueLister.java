package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Lists issues, in the transaction that is open. */
final class IssueLister {

  private static final String ALL = "SELECT count(DISTINCT issue_id) FROM agent_issues";

  /** Without their lists, which may be long and are not shown. */
  private static final String AGENTS =
      "SELECT agents.key, hostname, machine_address, repo_path, status, '[]', '[]', ttl_seconds,"
          + " created_at, updated_at, incarnation, last_seen_at, version FROM agent_issues AS i"
          + " CROSS JOIN last_beats AS b ON b.slot = i.slot"
          + " CROSS JOIN agent_records AS agents ON agents.slot = i.slot"
          + " WHERE i.issue_id = ?1 ORDER BY b.last_seen_at DESC, b.key LIMIT "
          + Issue.MAX_AGENTS;

  private final Statements statements;
  private final IssueQuery query;
  private final Listening listening;
  private final Instant now;
  private final LivenessLimits limits;

  private IssueLister(Statements statements, IssueQuery query, Listening listening, Instant now)
      throws SQLException {
    this.statements = statements;
    this.query = query;
    this.listening = listening;
    this.now = now;
    this.limits = LivenessLimits.at(statements, listening, now);
  }

  static IssuePage list(Statements statements, IssueQuery query, Listening listening, Instant now)
      throws SQLException {
    IssueLister lister = new IssueLister(statements, query, listening, now);
    return IssuePage.of(lister.page(), query.limit(), lister.total(lister.wanted()));
  }

  private record Counted(String issueId, long online, long agents) {}

  private List<Issue> page() throws SQLException {
    IssueSelect select = filtered().in(wanted());
    query.after().ifPresent(select::after);
    List<Issue> issues = new ArrayList<>();
    for (Counted counted : counted(select)) {
      issues.add(
          Issue.of(
              counted.issueId(),
              counted.online(),
              counted.agents(),
              agents(counted.issueId()),
              listening,
              now));
    }
    return issues;
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

  private List<Counted> counted(IssueSelect select) throws SQLException {
    List<Counted> found = new ArrayList<>();
    PreparedStatement prepared = select.prepare(statements, query.limit() + 1L, query.offset());
    try (ResultSet rows = prepared.executeQuery()) {
      while (rows.next()) {
        found.add(new Counted(rows.getString(1), rows.getLong(2), rows.getLong(3)));
      }
    }
    return found;
  }

  /** Most issues are held: the others are counted more quickly. */
  private long total(Set<IssueState> states) throws SQLException {
    if (states.size() == IssueState.values().length) {
      boolean isOpen = query.issueIds().isEmpty() && query.hostnames().isEmpty();
      return isOpen ? statements.queryLong(ALL) : filtered().count(statements);
    }
    if (states.contains(IssueState.HELD)) {
      EnumSet<IssueState> all = EnumSet.allOf(IssueState.class);
      return total(all) - total(EnumSet.complementOf(EnumSet.copyOf(states)));
    }
    return filtered().in(states).count(statements);
  }

  private List<Agent> agents(String issueId) throws SQLException {
    PreparedStatement select = statements.get(AGENTS);
    select.setString(1, issueId);
    List<Agent> agents = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        agents.add(AgentRow.read(rows));
      }
    }
    return agents;
  }
}
