package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.Heartbeat;
import java.time.Instant;

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
}
