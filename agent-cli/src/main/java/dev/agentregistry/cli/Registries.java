package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.memory.InMemoryAccessTokens;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import dev.agentregistry.http.client.ClientOptions;
import dev.agentregistry.http.client.HttpAgentRegistry;
import dev.agentregistry.persistence.postgresql.PostgresAgentRepository;
import dev.agentregistry.persistence.postgresql.PostgresInspection;
import dev.agentregistry.persistence.postgresql.PostgresOptions;
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

  /** Opens the registry in a database that has to be there. */
  static OpenRegistry openExisting(Database database, InstantSource clock) {
    return openExisting(database).registry(clock, Agent.DEFAULT_TTL);
  }

  /** Opens the registry in a database; makes the file, or the tables, where there are none. */
  static OpenRegistry openOrMake(Database database, InstantSource clock) {
    if (database instanceof DatabaseServer) {
      DriverLog.silence();
    }
    return openOrMake(database).registry(clock, Agent.DEFAULT_TTL);
  }

  private static OpenStore openExisting(Database database) {
    if (database instanceof DatabaseServer server) {
      DriverLog.silence();
      return store(PostgresAgentRepository.openExisting(options(server)));
    }
    DatabaseFile file = database.local();
    file.requireExisting();
    return store(SqliteAgentRepository.openExisting(file.path()));
  }

  /** Opens the store in a database; makes the file, or the tables, where there are none. */
  static OpenStore openOrMake(Database database) {
    if (database instanceof DatabaseServer server) {
      return store(PostgresAgentRepository.open(options(server)));
    }
    DatabaseFile file = database.local();
    file.prepareFolder();
    return store(SqliteAgentRepository.open(file.path()));
  }

  /**
   * Whether there is a password in the URL of a database.
   *
   * @throws IllegalArgumentException if it is no such URL; the message has no secret in it
   */
  static boolean hasPassword(String url) {
    return PostgresOptions.of(url).hasPasswordInUrl();
  }

  /** Where a database is, for people; without any secret. */
  static String shown(DatabaseServer server) {
    return PostgresOptions.of(server.url()).shown();
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

  /** Looks for what may be wrong with a database on a server. */
  static List<Finding> inspect(DatabaseServer server, Instant now) {
    DriverLog.silence();
    return PostgresInspection.of(options(server), now);
  }

  private static PostgresOptions options(DatabaseServer server) {
    PostgresOptions options = PostgresOptions.of(server.url());
    return server.password().get().map(options::withPassword).orElse(options);
  }

  private static OpenStore store(SqliteAgentRepository store) {
    return new OpenStore(store, store.accessTokens(), Optional.of(store.activity()), store::close);
  }

  private static OpenStore store(PostgresAgentRepository store) {
    return new OpenStore(store, store.accessTokens(), Optional.of(store.activity()), store::close);
  }
}
