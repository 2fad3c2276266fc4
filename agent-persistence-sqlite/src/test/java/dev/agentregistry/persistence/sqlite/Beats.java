package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.Heartbeat;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The agents that the tests speak of. Each has a name: the last part of its repository path. */
final class Beats {

  static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  private static final String FOLDER = "/srv/repos/";

  private Beats() {}

  static Heartbeat heartbeat(String name) {
    return Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", FOLDER + name));
  }

  static AgentId id(String name) {
    return AgentId.derive(heartbeat(name).identity());
  }

  static String name(Agent agent) {
    return agent.identity().repoPath().substring(FOLDER.length());
  }

  /** Sends a heartbeat to a store as a registry does. */
  static Agent beat(AgentRepository store, Heartbeat heartbeat, Instant now) {
    return store.upsert(
        AgentId.derive(heartbeat.identity()),
        stored ->
            stored
                .map(known -> known.beat(heartbeat, now))
                .orElseGet(() -> Agent.register(heartbeat, now)));
  }

  static Agent beat(AgentRepository store, String name) {
    return beat(store, heartbeat(name), T0);
  }

  /** Registers many agents from several threads, which is quick since they share commits. */
  static List<Agent> crowd(AgentRepository store, int size, Instant now) {
    return AtOnce.forEach(
        IntStream.range(0, size).mapToObj(i -> "crowd-" + i).toList(),
        name -> beat(store, heartbeat(name), now));
  }
}
