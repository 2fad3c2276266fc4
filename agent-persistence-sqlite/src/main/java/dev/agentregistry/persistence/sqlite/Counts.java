package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** How many agents there are, without looking at each. Not thread-safe. */
final class Counts {

  private static final String ALL = "SELECT sum(agents) FROM agent_counts";
  private static final String WITH_STATUS =
      ALL + " WHERE status IN (SELECT value FROM json_each(?))";

  private static final String WITH_ISSUES =
      "SELECT count(DISTINCT slot) FROM agent_issues"
          + " WHERE issue_id IN (SELECT value FROM json_each(?))";

  private final Statements statements;

  Counts(Statements statements) {
    this.statements = statements;
  }

  long all() throws SQLException {
    return statements.queryLong(ALL);
  }

  long withStatus(Collection<AgentStatus> statuses) throws SQLException {
    PreparedStatement count = statements.get(WITH_STATUS);
    count.setString(1, JsonStrings.format(statuses.stream().map(AgentStatus::value).toList()));
    return Sql.first(count);
  }

  long withIssues(Collection<String> issueIds) throws SQLException {
    PreparedStatement count = statements.get(WITH_ISSUES);
    count.setString(1, JsonStrings.format(issueIds));
    return Sql.first(count);
  }

  /** Counts what a filter lets through. */
  long of(String from, Filter filter) throws SQLException {
    PreparedStatement count = statements.get("SELECT count(*) FROM " + from + filter.clauses());
    Sql.bind(count, filter.parameters());
    return Sql.first(count);
  }

  /** Whether a filter lets more through than so many; it looks at no more of them than that. */
  boolean areMore(long than, String from, Filter filter) throws SQLException {
    PreparedStatement count =
        statements.get(
            "SELECT count(*) FROM (SELECT 1 FROM " + from + filter.clauses() + " LIMIT ?)");
    count.setLong(Sql.bind(count, 1, filter.parameters()), than + 1);
    return Sql.first(count) > than;
  }
}
