package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.memory.InMemoryAccessTokens;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import dev.agentregistry.http.client.ClientOptions;
import dev.agentregistry.http.client.HttpAgentRegistry;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import dev.agentregistry.persistence.sqlite.SqliteBackup;
import dev.agentregistry.persistence.sqlite.SqliteInspection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The composition root: the only class that knows what is behind a registry. */
final class Registries {

  private Registries() {}

  /** Opens the registry in a database file that has to be there. */
  static OpenRegistry openExisting(DatabaseFile file, InstantSource clock) {
    file.requireExisting();
    return store(SqliteAgentRepository.openExisting(file.path()))
        .registry(clock, Agent.DEFAULT_TTL);
  }

  /** Opens the registry in a database file; makes the file where there is none. */
  static OpenRegistry openOrMake(DatabaseFile file, InstantSource clock) {
    return openOrMake(file).registry(clock, Agent.DEFAULT_TTL);
  }

  /** Opens the store in a database file; makes the file where there is none. */
  static OpenStore openOrMake(DatabaseFile file) {
    file.prepareFolder();
    return store(SqliteAgentRepository.open(file.path()));
  }

  /** Makes an empty store that keeps nothing: all is gone with it. */
  static OpenStore inMemory() {
    return new OpenStore(
        new InMemoryAgentRepository(), new InMemoryAccessTokens(), Optional.empty(), () -> {});
  }

  /** Prepares to ask a running server. */
  static OpenRegistry onServer(ClientOptions server) throws IOException {
    HttpAgentRegistry registry = HttpAgentRegistry.open(server);
    return new OpenRegistry(registry, registry::tokens, registry::events, registry::close);
  }

  /** The same, for what needs to know that it is a server. */
  static OpenServer server(ClientOptions options) throws IOException {
    HttpAgentRegistry registry = HttpAgentRegistry.open(options);
    return new OpenServer(registry, registry::serverTime, registry::close);
  }

  /** Copies a database file, which has to be there, into an empty one. */
  static void backUp(DatabaseFile file, Path target, Progress progress) {
    file.requireExisting();
    SqliteBackup.copy(file.path(), target, progress::to);
  }

  /** Looks for what may be wrong with a database file. */
  static List<Finding> inspect(DatabaseFile file, boolean isThorough, Instant now) {
    return SqliteInspection.of(file.path(), isThorough, now);
  }

  private static OpenStore store(SqliteAgentRepository store) {
    return new OpenStore(store, store.accessTokens(), Optional.of(store.activity()), store::close);
  }
}
