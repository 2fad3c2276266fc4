package dev.agentregistry.cli;

import static dev.agentregistry.cli.Column.Shrinking.END;
import static dev.agentregistry.cli.Column.Shrinking.START;

import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueAgent;
import dev.agentregistry.http.json.AgentJson;
import dev.agentregistry.http.json.WireNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One agent on one issue.
 *
 * @param issue the issue
 * @param agent the agent
 * @param isFirst whether it is the first on this issue: only there the issue itself is shown
 */
record IssueRow(Issue issue, IssueAgent agent, boolean isFirst) {

  /** The columns that may be coloured. */
  static final Column<IssueRow> STATE =
      new Column<>("STATE", row -> row.isFirst() ? Values.name(row.issue().state()) : "");

  static final Column<IssueRow> LIVENESS =
      new Column<>("LIVENESS", row -> Values.name(row.agent().liveness()));

  /** As the API names them, for CSV. */
  static final List<Column<IssueRow>> API =
      List.of(
          new Column<>(WireNames.ISSUE_ID, row -> row.issue().issueId()),
          new Column<>(WireNames.STATE, row -> Values.name(row.issue().state())),
          new Column<>(WireNames.ID, row -> row.agent().id().value()),
          new Column<>(WireNames.HOSTNAME, row -> row.agent().hostname()),
          new Column<>(WireNames.REPO_PATH, row -> row.agent().repoPath()),
          new Column<>(WireNames.STATUS, row -> row.agent().status().value()),
          new Column<>(WireNames.LIVENESS, row -> Values.name(row.agent().liveness())),
          new Column<>(WireNames.LAST_SEEN_AT, row -> AgentJson.time(row.agent().lastSeenAt())));

  /** The rows of issues, of each issue together. */
  static List<IssueRow> of(List<Issue> issues) {
    List<IssueRow> rows = new ArrayList<>();
    for (Issue issue : issues) {
      boolean isFirst = true;
      for (IssueAgent agent : issue.agents()) {
        rows.add(new IssueRow(issue, agent, isFirst));
        isFirst = false;
      }
    }
    return rows;
  }

  /** For people: what matters most, or all. */
  static List<Column<IssueRow>> columns(Instant now, boolean isWide) {
    List<Column<IssueRow>> columns = new ArrayList<>();
    columns.add(new Column<>("ISSUE", onFirst(row -> row.issue().issueId()), END));
    columns.add(STATE);
    columns.add(new Column<>("AGENT", row -> row.agent().id().value()));
    columns.add(new Column<>("HOSTNAME", row -> row.agent().hostname(), END));
    if (isWide) {
      columns.add(new Column<>("STATUS", row -> row.agent().status().value()));
    }
    columns.add(LIVENESS);
    columns.add(new Column<>("REPO", row -> row.agent().repoPath(), START));
    columns.add(new Column<>("SEEN", row -> Ages.ago(row.agent().lastSeenAt(), now)));
    return columns;
  }

  private static Function<IssueRow, String> onFirst(Function<IssueRow, String> text) {
    return row -> row.isFirst() ? text.apply(row) : "";
  }
}
