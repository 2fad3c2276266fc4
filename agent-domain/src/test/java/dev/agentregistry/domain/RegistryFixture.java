package dev.agentregistry.domain;

import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A registry over a store in memory, with a clock that is turned by hand. */
final class RegistryFixture {

  static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  final AgentRepository repository = new InMemoryAgentRepository();
  final AgentRegistry registry = AgentRegistry.over(repository, () -> this.now);
  private Instant now = T0;

  Instant now() {
    return now;
  }

  void tick(Duration step) {
    now = now.plus(step);
  }

  static Heartbeat heartbeat(String name) {
    return Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/" + name));
  }

  static AgentId id(String name) {
    return AgentId.derive(heartbeat(name).identity());
  }

  AgentRecord beat(String name) {
    return registry.heartbeat(heartbeat(name));
  }

  List<AgentRecord> beatAll(String prefix, int count) {
    List<AgentRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(beat(prefix + i));
    }
    return records;
  }

  long total() {
    return registry.list(AgentQuery.all()).total();
  }
}
