package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the issues, as they are now, with what was told of them. Not thread-safe. */
final class ToldIssues {

  private static final String ALL = "SELECT issue_id, state FROM told_issues";
  private static final String OF_THESE =
      ALL + " WHERE issue_id IN (SELECT value FROM json_each(?1))";
  private static final String NOTE =
      "INSERT OR REPLACE INTO told_issues (issue_id, state) VALUES (?1, ?2)";
  private static final String FORGET = "DELETE FROM told_issues WHERE issue_id = ?1";

  private final Statements statements;
  private final IssueStates states;

  private ToldIssues(Statements statements, IssueStates states) {
    this.statements = statements;
    this.states = states;
  }

  static ToldIssues at(Statements statements, Listening listening, Instant now)
      throws SQLException {
    return new ToldIssues(
        statements, new IssueStates(statements, LivenessLimits.at(statements, listening, now)));
  }

  /** All issues whose state is another than was told. */
  List<String> changed() throws SQLException {
    Map<String, IssueState> told = told(statements.get(ALL));
    Map<String, IssueState> now = states.exceptHeld();
    Set<String> issueIds = new LinkedHashSet<>(now.keySet());
    issueIds.addAll(told.keySet());
    return issueIds.stream().filter(id -> told.get(id) != now.get(id)).toList();
  }

  /** Those of some issues whose state is another than was told. */
  List<String> changed(Collection<String> issueIds) throws SQLException {
    return changed(issueIds, states.of(issueIds));
  }

  private List<String> changed(Collection<String> issueIds, Map<String, IssueState> now)
      throws SQLException {
    Map<String, IssueState> told = toldOf(issueIds);
    return new LinkedHashSet<>(issueIds)
        .stream().filter(id -> told.get(id) != exceptHeld(now.get(id))).toList();
  }

  /** The news of some issues, which is told from now on. */
  Map<String, IssueState> tell(Collection<String> issueIds) throws SQLException {
    Map<String, IssueState> now = states.of(issueIds);
    Map<String, IssueState> news = new LinkedHashMap<>();
    for (String issueId : changed(issueIds, now)) {
      Optional<IssueState> state = Optional.ofNullable(now.get(issueId));
      note(issueId, state.filter(known -> known != IssueState.HELD));
      state.ifPresent(known -> news.put(issueId, known));
    }
    return news;
  }

  /** That an issue is held, as most are, is not noted. */
  private static @Nullable IssueState exceptHeld(@Nullable IssueState state) {
    return state == IssueState.HELD ? null : state;
  }

  private void note(String issueId, Optional<IssueState> state) throws SQLException {
    PreparedStatement note = statements.get(state.isPresent() ? NOTE : FORGET);
    note.setString(1, issueId);
    if (state.isPresent()) {
      note.setString(2, state.get().name().toLowerCase(Locale.ROOT));
    }
    note.executeUpdate();
  }

  private Map<String, IssueState> toldOf(Collection<String> issueIds) throws SQLException {
    PreparedStatement select = statements.get(OF_THESE);
    select.setString(1, JsonStrings.format(issueIds));
    return told(select);
  }

  private static Map<String, IssueState> told(PreparedStatement select) throws SQLException {
    Map<String, IssueState> told = new HashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        told.put(rows.getString(1), IssueState.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)));
      }
    }
    return told;
  }
}
