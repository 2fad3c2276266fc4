package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.Instant;
import java.util.List;

/** Agents to show. */
final class Samples {

  static final AgentIdentity TRACKER =
      new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker");

  private Samples() {}

  static Heartbeat working() {
    return Heartbeat.builder()
        .hostname("build-01")
        .machineAddress("10.0.0.5")
        .repoPath("/srv/repos/tracker")
        .status("working")
        .issueIds(List.of("TRCKR-280", "TRCKR-281"))
        .capabilities(List.of("java", "sql"))
        .build();
  }

  /** The record that a heartbeat makes at a moment. */
  static AgentRecord record(Heartbeat heartbeat, Instant now) {
    return AgentRegistry.over(new InMemoryAgentRepository(), () -> now).heartbeat(heartbeat);
  }

  /** A registry with so many agents. */
  static AgentRegistry registry(int agents) {
    AgentRegistry registry = AgentRegistry.over(new InMemoryAgentRepository(), () -> Cli.NOW);
    for (int i = 0; i < agents; i++) {
      registry.heartbeat(Heartbeat.from(new AgentIdentity("host-" + i, "10.0.0.1", "/srv/r")));
    }
    return registry;
  }
}
