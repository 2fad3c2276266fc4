package dev.agentregistry.cli;

import static dev.agentregistry.cli.Column.Shrinking.END;
import static dev.agentregistry.cli.Column.Shrinking.START;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.http.json.AgentJson;
import dev.agentregistry.http.json.WireNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which columns a table of agents has. */
final class Columns {

  private static final Column<AgentRecord> ID =
      new Column<>("ID", agent -> agent.agent().id().value());
  private static final Column<AgentRecord> HOSTNAME =
      new Column<>("HOSTNAME", agent -> agent.agent().identity().hostname(), END);
  private static final Column<AgentRecord> STATUS =
      new Column<>("STATUS", agent -> agent.agent().status().value(), END);
  private static final Column<AgentRecord> ISSUES =
      new Column<>("ISSUES", agent -> items(agent.agent().issueIds()), END);
  private static final Column<AgentRecord> REPO =
      new Column<>("REPO", agent -> agent.agent().identity().repoPath(), START);

  /** The one column that may be coloured. */
  static final Column<AgentRecord> LIVENESS =
      new Column<>("LIVENESS", agent -> Values.name(agent.liveness()));

  /** As the API names them, for CSV. */
  static final List<Column<AgentRecord>> API =
      List.of(
          new Column<>(WireNames.ID, ID.value()),
          new Column<>(WireNames.HOSTNAME, HOSTNAME.value()),
          new Column<>(
              WireNames.MACHINE_ADDRESS, agent -> agent.agent().identity().machineAddress()),
          new Column<>(WireNames.REPO_PATH, REPO.value()),
          new Column<>(WireNames.STATUS, STATUS.value()),
          new Column<>(WireNames.LIVENESS, LIVENESS.value()),
          new Column<>(WireNames.ISSUE_IDS, agent -> String.join(";", agent.agent().issueIds())),
          new Column<>(
              WireNames.CAPABILITIES, agent -> String.join(";", agent.agent().capabilities())),
          new Column<>(
              WireNames.TTL_SECONDS, agent -> String.valueOf(agent.agent().ttl().toSeconds())),
          new Column<>(WireNames.CREATED_AT, time(agent -> agent.agent().createdAt())),
          new Column<>(WireNames.UPDATED_AT, time(agent -> agent.agent().updatedAt())),
          new Column<>(WireNames.LAST_SEEN_AT, time(agent -> agent.agent().lastSeenAt())),
          new Column<>(
              WireNames.STALE_AT, agent -> agent.staleAt().map(AgentJson::time).orElse("")),
          new Column<>(WireNames.VERSION, agent -> String.valueOf(agent.agent().version())));

  private Columns() {}

  /** What matters most. */
  static List<Column<AgentRecord>> narrow(Instant now) {
    return List.of(ID, HOSTNAME, STATUS, LIVENESS, ISSUES, REPO, seen(now));
  }

  /** Everything. */
  static List<Column<AgentRecord>> wide(Instant now) {
    List<Column<AgentRecord>> columns = new ArrayList<>();
    columns.addAll(List.of(ID, HOSTNAME));
    columns.add(new Column<>("ADDRESS", agent -> agent.agent().identity().machineAddress()));
    columns.addAll(List.of(STATUS, LIVENESS, ISSUES));
    columns.add(new Column<>("CAPABILITIES", agent -> items(agent.agent().capabilities())));
    columns.addAll(List.of(REPO, seen(now)));
    columns.add(new Column<>("TTL", agent -> Ages.length(agent.agent().ttl())));
    columns.add(new Column<>("CREATED", time(agent -> agent.agent().createdAt())));
    columns.add(new Column<>("UPDATED", time(agent -> agent.agent().updatedAt())));
    columns.add(new Column<>("LAST SEEN", time(agent -> agent.agent().lastSeenAt())));
    columns.add(
        new Column<>("STALE AT", agent -> agent.staleAt().map(AgentJson::time).orElse("-")));
    columns.add(new Column<>("VERSION", agent -> String.valueOf(agent.agent().version())));
    return columns;
  }

  private static String items(List<String> items) {
    return items.isEmpty() ? "-" : String.join(" ", items);
  }

  private static Column<AgentRecord> seen(Instant now) {
    return new Column<>("SEEN", agent -> Ages.ago(agent.agent().lastSeenAt(), now));
  }

  private static Function<AgentRecord, String> time(Function<AgentRecord, Instant> instant) {
    return agent -> AgentJson.time(instant.apply(agent));
  }
}
