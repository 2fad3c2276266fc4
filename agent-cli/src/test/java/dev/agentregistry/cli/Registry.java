package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A registry that commands are run on: the same for both kinds of where. */
final class Registry implements AutoCloseable {

  /** Where a registry is: in a file, or on a server. */
  enum Where {
    NEAR,
    FAR
  }

  private static final String TOKEN = "registry-token";

  private final Cli cli;
  private final Path file;
  private final List<String> options;
  private final Runnable release;

  private Registry(Cli cli, Path file, List<String> options, Runnable release) {
    this.cli = cli;
    this.file = file;
    this.options = options;
    this.release = release;
  }

  static Registry open(Where where, Path folder, String name) {
    Path file = folder.resolve(name + ".db");
    Cli cli = new Cli(folder).with("AGENT_REGISTRY_TOKEN", TOKEN);
    return switch (where) {
      case NEAR -> new Registry(cli, file, List.of("--db", file.toString()), () -> {});
      case FAR -> onServer(cli, file);
    };
  }

  private static Registry onServer(Cli cli, Path file) {
    try {
      SqliteAgentRepository store = SqliteAgentRepository.open(file);
      RegistryServer server =
          RegistryServer.start(
              Served.of(AgentRegistry.over(store, () -> cli.now))
                  .with(store.accessTokens())
                  .withEvents(store, () -> cli.now),
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
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      AgentRegistry.over(store, () -> seen)
          .heartbeat(
              Heartbeat.from(new AgentIdentity(hostname, "10.0.0.5", "/srv/repos/tracker"))
                  .withStatus(new AgentStatus(status))
                  .withIssueIds(List.of("T-1", "T-\"2\""))
                  .withCapabilities(List.of("java")));
    }
    return this;
  }

  /** Its database file. */
  Path file() {
    return file;
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
