package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.IssueState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** In which states issues are to those who follow events, at one moment. */
final class IssueStates {

  private final Connection connection;
  private final LivenessLimits limits;

  IssueStates(Connection connection, LivenessLimits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /** The states of those of these issues that an agent names. */
  Map<String, IssueState> of(Collection<String> issueIds) throws SQLException {
    return read(select().ofThese(issueIds));
  }

  /** The states of all issues that are contested or orphaned. */
  Map<String, IssueState> exceptHeld() throws SQLException {
    return read(select().in(EnumSet.of(IssueState.CONTESTED, IssueState.ORPHANED)));
  }

  private IssueSelect select() {
    return new IssueSelect(limits).asEventsTell();
  }

  private Map<String, IssueState> read(IssueSelect select) throws SQLException {
    Map<String, IssueState> states = new LinkedHashMap<>();
    select.read(
        connection,
        row -> states.put(Items.decode(row.getString(1)), IssueState.of(row.getLong(2))));
    return states;
  }
}
