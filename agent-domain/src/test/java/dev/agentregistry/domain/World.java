package dev.agentregistry.domain;

import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A server and its agents, and a clock that is turned by hand. */
final class World {

  private final AgentRepository store = new InMemoryAgentRepository();
  private Instant now = Instant.parse("2026-01-31T09:30:00.123Z");
  private Optional<ListeningNotes> server = Optional.empty();
  private AgentRegistry registry = AgentRegistry.over(store, () -> now);

  Instant now() {
    return now;
  }

  AgentRegistry registry() {
    return registry;
  }

  /** A new process: nothing that the old one had in memory is left. */
  void startServer() {
    registry = AgentRegistry.over(store, () -> now);
    server = Optional.of(new ListeningNotes(store.listeningLog(), () -> now));
    server.get().note();
  }

  void stopServer() {
    server = Optional.empty();
  }

  /** Time goes by, while a server that runs makes its notes. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      Duration rest = Duration.between(now, end);
      boolean isLong = rest.compareTo(ListeningPeriod.NOTE_EVERY) > 0;
      now = now.plus(isLong && server.isPresent() ? ListeningPeriod.NOTE_EVERY : rest);
      server.ifPresent(ListeningNotes::note);
    }
  }

  /** The clock jumps, and with it all that the process might have done. */
  void jump(Duration time) {
    now = now.plus(time);
  }

  void beat(String host, Duration ttl) {
    registry.heartbeat(heartbeat(host).withTtl(ttl));
  }

  static Heartbeat heartbeat(String host) {
    return Heartbeat.from(new AgentIdentity(host, "10.0.0.5", "/srv/repos/tracker"));
  }

  Liveness liveness(String host) {
    return record(host).liveness();
  }

  AgentRecord record(String host) {
    return registry.find(AgentId.derive(heartbeat(host).identity())).orElseThrow();
  }

  PruneReport pruneAutomatically(Duration silence) {
    return new AutomaticPrune(store, () -> now, silence).run();
  }
}
