package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Listening;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The agents that the tests speak of. Each has a name: the last part of its repository path. */
final class Samples {

  static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  private static final String FOLDER = "/srv/repos/";

  private Samples() {}

  static Heartbeat heartbeat(String name) {
    return heartbeatOn("build-01", name);
  }

  static Heartbeat heartbeatOn(String hostname, String name) {
    return Heartbeat.from(new AgentIdentity(hostname, "10.0.0.5", FOLDER + name));
  }

  static AgentId id(Heartbeat heartbeat) {
    return AgentId.derive(heartbeat.identity());
  }

  static AgentId id(String name) {
    return id(heartbeat(name));
  }

  static AgentStatus status(String word) {
    return new AgentStatus(word);
  }

  /** Sends a heartbeat to a store as a registry does. */
  static Agent beat(AgentRepository store, Heartbeat heartbeat, Instant now) {
    return store.upsert(
        id(heartbeat),
        stored ->
            stored
                .map(known -> known.beat(heartbeat, now))
                .orElseGet(() -> Agent.register(heartbeat, now)));
  }

  static Agent beat(AgentRepository store, String name, Instant now) {
    return beat(store, heartbeat(name), now);
  }

  /** Registers many agents from several threads, which is quick where writes share a commit. */
  static List<Agent> crowd(AgentRepository store, int size, Instant now) {
    return AtOnce.forEach(
        IntStream.range(0, size).mapToObj(i -> "crowd-" + i).toList(),
        name -> beat(store, name, now));
  }

  static AgentPage<Agent> list(AgentRepository store, AgentQuery query, Instant now) {
    return store.list(query, Listening.always(), now);
  }

  /** The names of the agents on the page that a query asks for, in the page's order. */
  static List<String> names(AgentRepository store, AgentQueryBuilder query, Instant now) {
    return names(list(store, query.build(), now));
  }

  static List<String> names(AgentPage<Agent> page) {
    return names(page.agents());
  }

  static List<String> names(List<Agent> agents) {
    return agents.stream().map(Samples::name).toList();
  }

  static String name(Agent agent) {
    return name(agent.identity().repoPath());
  }

  static String name(String path) {
    return path.substring(FOLDER.length());
  }

  static String path(String name) {
    return FOLDER + name;
  }
}
