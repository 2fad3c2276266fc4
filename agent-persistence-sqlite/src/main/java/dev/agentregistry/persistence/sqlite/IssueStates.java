package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.IssueState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** In which states issues are, at one moment. Not thread-safe. */
final class IssueStates {

  private final Statements statements;
  private final LivenessLimits limits;

  IssueStates(Statements statements, LivenessLimits limits) {
    this.statements = statements;
    this.limits = limits;
  }

  /** The states of those of these issues that an agent names. */
  Map<String, IssueState> of(Collection<String> issueIds) throws SQLException {
    return read(new IssueSelect(limits).ofThese(issueIds));
  }

  /** The states of all issues that are contested or orphaned. */
  Map<String, IssueState> exceptHeld() throws SQLException {
    return read(new IssueSelect(limits).in(EnumSet.of(IssueState.CONTESTED, IssueState.ORPHANED)));
  }

  private Map<String, IssueState> read(IssueSelect select) throws SQLException {
    Map<String, IssueState> states = new LinkedHashMap<>();
    PreparedStatement prepared = select.prepare(statements);
    try (ResultSet rows = prepared.executeQuery()) {
      while (rows.next()) {
        states.put(rows.getString(1), IssueState.of(rows.getLong(2)));
      }
    }
    return states;
  }
}
