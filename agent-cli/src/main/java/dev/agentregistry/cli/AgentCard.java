package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.http.json.AgentJson;
import java.time.Instant;
import java.util.List;

/** One agent, whole: a line for each of its members. */
final class AgentCard {

  private static final int NAME_WIDTH = "Capabilities".length() + 2;

  private final StringBuilder lines = new StringBuilder();
  private final Instant now;

  private AgentCard(Instant now) {
    this.now = now;
  }

  static String lines(AgentRecord shown, Instant now, boolean colour) {
    return new AgentCard(now).add(shown, colour).lines.toString();
  }

  private AgentCard add(AgentRecord shown, boolean colour) {
    Agent agent = shown.agent();
    String liveness = Values.name(shown.liveness());
    add("ID", agent.id().value());
    add("Hostname", agent.identity().hostname());
    add("Address", agent.identity().machineAddress());
    add("Repo", agent.identity().repoPath());
    add("Status", agent.status().value());
    addRaw("Liveness", colour ? Colour.of(shown.liveness(), liveness) : liveness);
    add("Issues", list(agent.issueIds()));
    add("Capabilities", list(agent.capabilities()));
    add("TTL", Ages.length(agent.ttl()));
    addTime("Last seen", agent.lastSeenAt());
    shown.staleAt().ifPresent(staleAt -> addTime("Stale at", staleAt));
    addTime("Updated", agent.updatedAt());
    addTime("Created", agent.createdAt());
    add("Version", String.valueOf(agent.version()));
    return this;
  }

  private void add(String name, String value) {
    addRaw(name, Printable.of(value));
  }

  private void addTime(String name, Instant time) {
    addRaw(name, AgentJson.time(time) + "  (" + Ages.ago(time, now) + ")");
  }

  private void addRaw(String name, String printable) {
    lines.append(DisplayText.padded(name, NAME_WIDTH)).append(printable).append('\n');
  }

  private static String list(List<String> items) {
    return items.isEmpty() ? "-" : String.join(", ", items);
  }
}
