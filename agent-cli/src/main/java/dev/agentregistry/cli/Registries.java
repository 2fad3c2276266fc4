package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.time.Duration;
import java.time.InstantSource;

/** The composition root: the only class that knows which store is behind a registry. */
final class Registries {

  private Registries() {}

  /** Opens the registry in a database file that has to be there. */
  static OpenRegistry openExisting(DatabaseFile file, InstantSource clock) {
    file.requireExisting();
    return over(SqliteAgentRepository.openExisting(file.path()), clock, Agent.DEFAULT_TTL);
  }

  /** Opens the registry in a database file; makes the file where there is none. */
  static OpenRegistry openOrMake(DatabaseFile file, InstantSource clock) {
    return openOrMake(file, clock, Agent.DEFAULT_TTL);
  }

  /** The same, with the TTL of heartbeats that name none. */
  static OpenRegistry openOrMake(DatabaseFile file, InstantSource clock, Duration defaultTtl) {
    file.prepareFolder();
    return over(SqliteAgentRepository.open(file.path()), clock, defaultTtl);
  }

  /** Makes an empty registry that keeps nothing: all is gone with it. */
  static OpenRegistry inMemory(InstantSource clock, Duration defaultTtl) {
    return over(new InMemoryAgentRepository(), () -> {}, clock, defaultTtl);
  }

  private static OpenRegistry over(
      SqliteAgentRepository store, InstantSource clock, Duration defaultTtl) {
    return over(store, store::close, clock, defaultTtl);
  }

  private static OpenRegistry over(
      AgentRepository store, Runnable release, InstantSource clock, Duration defaultTtl) {
    return new OpenRegistry(AgentRegistry.over(store, clock, defaultTtl), release);
  }
}
