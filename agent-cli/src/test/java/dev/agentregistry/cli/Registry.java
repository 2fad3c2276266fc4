package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A registry that commands are run on: the same wherever it is. */
final class Registry implements AutoCloseable {

  /** Where a registry is: in a file, on a running server, or in a PostgreSQL database. */
  enum Where {
    NEAR,
    FAR,
    POSTGRES
  }

  private static final String TOKEN = "registry-token";

  private final Cli cli;
  private final Database database;
  private final List<String> options;
  private final Runnable release;

  private Registry(Cli cli, Database database, List<String> options, Runnable release) {
    this.cli = cli;
    this.database = database;
    this.options = options;
    this.release = release;
  }

  static Registry open(Where where, Path folder, String name) {
    DatabaseFile file = new DatabaseFile(folder.resolve(name + ".db"), false);
    Cli cli = new Cli(folder).with("AGENT_REGISTRY_TOKEN", TOKEN);
    return switch (where) {
      case NEAR -> new Registry(cli, file, List.of("--db", file.shown()), () -> {});
      case FAR -> onServer(cli, file);
      case POSTGRES -> {
        String url = PostgresServer.shared().fresh().url();
        DatabaseServer postgres = new DatabaseServer(url, Optional::empty, file);
        yield new Registry(cli, postgres, List.of("--db", url), () -> {});
      }
    };
  }

  private static Registry onServer(Cli cli, DatabaseFile file) {
    try {
      OpenStore store = Registries.openOrMake(file);
      RegistryServer server =
          RegistryServer.start(
              Served.of(AgentRegistry.over(store.agents(), () -> cli.now))
                  .with(store.tokens())
                  .withEvents(store.agents(), () -> cli.now),
              new ServerOptions(
                  ServerOptions.DEFAULT_HOST,
                  0,
                  Set.of(TOKEN),
                  ServerOptions.DEFAULT_MAX_BODY_BYTES));
      return new Registry(
          cli,
          file,
          List.of("--url", "http://127.0.0.1:" + server.port()),
          () -> {
            server.close();
            store.close();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts an agent into it that was seen so long ago. */
  Registry with(String hostname, String status, Duration ago) {
    Instant seen = cli.now.minus(ago);
    try (OpenStore store = Registries.openOrMake(database)) {
      AgentRegistry.over(store.agents(), () -> seen)
          .heartbeat(
              Heartbeat.from(new AgentIdentity(hostname, "10.0.0.5", "/srv/repos/tracker"))
                  .withStatus(new AgentStatus(status))
                  .withIssueIds(List.of("T-1", "T-\"2\""))
                  .withCapabilities(List.of("java")));
    }
    return this;
  }

  /** Its database file, where it is in one. */
  Path file() {
    return database.local().path();
  }

  /** What it is run with. */
  Cli cli() {
    return cli;
  }

  /** Runs a command on it. */
  Cli.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(options);
    return cli.run(all.toArray(String[]::new));
  }

  /** Runs a command on it that reads this. */
  Cli.Result runWith(String input, String... arguments) {
    cli.answering(input);
    return run(arguments);
  }

  @Override
  public void close() {
    release.run();
  }
}
