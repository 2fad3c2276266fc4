package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueAgent;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.http.json.EventJson;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Writes events to standard output, one a line. */
interface EventsPresentation {

  /** One event. */
  void event(RegistryEvent event) throws IOException;

  /**
   * How events are written in a format.
   *
   * @throws CommandException if there is no end to what the format would have to hold
   */
  static EventsPresentation of(Shell shell, OutputFormat format) {
    return switch (format) {
      case TABLE, WIDE -> new ForPeople(shell, ZoneId.systemDefault());
      case NDJSON ->
          event -> JsonPresentation.write(shell, false, json -> EventJson.writeWithId(json, event));
      case JSON, CSV ->
          throw CommandException.usage(
              "events have no end: -o ndjson writes each as one line of JSON");
    };
  }

  /**
   * Lines for people.
   *
   * @param shell where to
   * @param zone in which the time of day is told
   */
  record ForPeople(Shell shell, ZoneId zone) implements EventsPresentation {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Override
    public void event(RegistryEvent event) throws IOException {
      switch (event) {
        case RegistryEvent.OfAgent ofAgent -> line(event, agent(ofAgent.agent()));
        case RegistryEvent.OfIssue ofIssue -> line(event, issue(ofIssue.issue()));
        case RegistryEvent.Missed missed ->
            line(event, "events are missing here: 'agents list' shows what is so now");
      }
    }

    private void line(RegistryEvent event, String text) throws IOException {
      shell
          .out()
          .line(
              "%s  %-10s  %s"
                  .formatted(time(event.at()), EventJson.name(event), Printable.of(text)));
    }

    private String time(Instant at) {
      return TIME.format(at.atZone(zone));
    }

    private static String agent(AgentRecord record) {
      AgentIdentity identity = record.agent().identity();
      String issues = String.join(" ", record.agent().issueIds());
      return "%s  %s  %s  %s%s"
          .formatted(
              record.agent().id(),
              identity.hostname(),
              record.agent().status(),
              identity.repoPath(),
              issues.isEmpty() ? "" : "  " + issues);
    }

    private static String issue(Issue issue) {
      String agents =
          issue.agents().stream().map(ForPeople::agent).collect(Collectors.joining(", "));
      return issue.issueId() + (agents.isEmpty() ? "" : "  " + agents);
    }

    private static String agent(IssueAgent agent) {
      return "%s (%s)".formatted(agent.hostname(), Values.name(agent.liveness()));
    }
  }
}
