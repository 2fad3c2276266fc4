package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import java.sql.Connection;
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

/** Compares the issues, as they are now, with what was told of them. */
final class ToldIssues {

  private static final String ALL = "SELECT issue_id, state FROM told_issues";
  private static final String OF_THESE = ALL + " WHERE issue_id = ANY (CAST(? AS text[]))";
  private static final String NOTE =
      "INSERT INTO told_issues (issue_id, state)"
          + " SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS text[]))"
          + " ON CONFLICT (issue_id) DO UPDATE SET state = excluded.state";
  private static final String FORGET =
      "DELETE FROM told_issues WHERE issue_id = ANY (CAST(? AS text[]))";

  private final Connection connection;
  private final IssueStates states;

  private ToldIssues(Connection connection, IssueStates states) {
    this.connection = connection;
    this.states = states;
  }

  static ToldIssues at(Connection connection, Listening listening, Instant now)
      throws SQLException {
    LivenessLimits limits = LivenessLimits.at(connection, listening, now);
    return new ToldIssues(connection, new IssueStates(connection, limits));
  }

  /** All issues whose state is another than was told. */
  List<String> changed() throws SQLException {
    Map<String, IssueState> told = told(ALL, List.of());
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
    Map<String, IssueState> told = told(OF_THESE, List.of((Object) Items.encode(issueIds)));
    return new LinkedHashSet<>(issueIds)
        .stream().filter(id -> told.get(id) != exceptHeld(now.get(id))).toList();
  }

  /**
   * The news of some issues, which is told from now on.
   *
   * @param trip gets what notes that
   */
  Map<String, IssueState> tell(Collection<String> issueIds, RoundTrip trip) throws SQLException {
    Map<String, IssueState> now = states.of(issueIds);
    Map<String, IssueState> news = new LinkedHashMap<>();
    Map<String, IssueState> noted = new LinkedHashMap<>();
    Set<String> forgotten = new LinkedHashSet<>();
    for (String issueId : changed(issueIds, now)) {
      Optional<IssueState> state = Optional.ofNullable(now.get(issueId));
      state.ifPresent(known -> news.put(issueId, known));
      state
          .filter(known -> known != IssueState.HELD)
          .ifPresentOrElse(known -> noted.put(issueId, known), () -> forgotten.add(issueId));
    }
    note(noted, forgotten, trip);
    return news;
  }

  private static void note(Map<String, IssueState> noted, Set<String> forgotten, RoundTrip trip) {
    if (!noted.isEmpty()) {
      trip.add(
          NOTE,
          Items.encode(noted.keySet()),
          noted.values().stream()
              .map(state -> state.name().toLowerCase(Locale.ROOT))
              .toArray(String[]::new));
    }
    if (!forgotten.isEmpty()) {
      trip.add(FORGET, (Object) Items.encode(forgotten));
    }
  }

  /** That an issue is held, as most are, is not noted. */
  private static @Nullable IssueState exceptHeld(@Nullable IssueState state) {
    return state == IssueState.HELD ? null : state;
  }

  private Map<String, IssueState> told(String sql, List<Object> parameters) throws SQLException {
    Map<String, IssueState> told = new HashMap<>();
    Sql.query(connection, sql, parameters, row -> told.put(issueId(row), state(row)));
    return told;
  }

  private static String issueId(ResultSet row) throws SQLException {
    return Items.decode(row.getString(1));
  }

  private static IssueState state(ResultSet row) throws SQLException {
    return IssueState.valueOf(row.getString(2).toUpperCase(Locale.ROOT));
  }
}
