package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.server.Monitored;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.http.server.ServerOptions.TlsFiles;
import dev.agentregistry.http.webhook.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    description = {
      "Runs the HTTP server until it is told to stop.",
      "Ctrl-C and SIGTERM stop it. Clients need the token that is in the token file,",
      "or one that 'agents token create' made."
    },
    footer = {
      "%nExamples:",
      "  agents serve",
      "  agents serve --port 0 --db /tmp/try.db",
      "  agents serve --db postgresql://agents@db.example.org/agents",
      "  agents serve --in-memory",
      "  AGENT_REGISTRY_PORT=9000 agents serve --log-level debug"
    })
final class ServeCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin private final ServeOptions options = new ServeOptions();
  @Mixin private final DatabaseOption databaseOption = new DatabaseOption();

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    ServeOptions.Chosen chosen = options.choose(shell);
    if (chosen.inMemory() && databaseOption.isGiven()) {
      throw CommandException.usage(
          "--db names a database, and --in-memory (or AGENT_REGISTRY_IN_MEMORY) needs none:"
              + " leave one of them out");
    }
    Database database = databaseOption.find(shell);
    TokenFile tokenFile = TokenFile.find(shell, chosen.tokenFile(), database);
    checkAddress(chosen);
    ServerLog log = ServerLog.start(shell.surroundings().err(), chosen.logLevel());
    // The store before the token: where it is refused, nothing is left beside it.
    OpenStore store = chosen.inMemory() ? Registries.inMemory() : Registries.openOrMake(database);
    Running running = start(store, chosen, database, tokenFile);
    log.info(
        (chosen.inMemory()
                ? "all agents are in memory alone, and gone when this server stops"
                : "the database is " + database.shown())
            + ", the token is in "
            + tokenFile.path());
    return run(running, chosen);
  }

  /** All that runs, in the order in which it stops. */
  private record Running(
      RegistryServer server,
      Housekeeping housekeeping,
      Optional<Webhook> webhook,
      OpenStore store) {

    void stop() {
      // The server first: its last requests still need the store.
      server.close();
      housekeeping.close();
      webhook.ifPresent(Webhook::close);
      store.close();
    }
  }

  /** Before any file is made: where the port is taken, nothing is left behind. */
  private static void checkAddress(ServeOptions.Chosen chosen) {
    try {
      RegistryServer.checkAddress(chosen.host(), chosen.port());
      boolean isForOthers = !InetAddress.getByName(chosen.host()).isLoopbackAddress();
      if (isForOthers && chosen.tls().isEmpty() && !chosen.insecure()) {
        throw CommandException.refused(
            ("on %s others could overhear the tokens: add --tls-cert and --tls-key, or --insecure"
                    + " where a proxy does TLS")
                .formatted(chosen.host()));
      }
    } catch (IOException e) {
      throw cannotListen(e);
    }
    chosen.tls().ifPresent(ServeCommand::checkTls);
  }

  private static void checkTls(TlsFiles files) {
    try {
      RegistryServer.checkTls(files);
    } catch (IOException e) {
      throw CommandException.failed(e.getMessage() + "; see --tls-cert and --tls-key", e);
    }
  }

  /** The store is not left open where the server does not start. */
  private Running start(
      OpenStore store, ServeOptions.Chosen chosen, Database database, TokenFile tokenFile) {
    boolean started = false;
    try {
      if (chosen.tokenFile().isEmpty()) {
        // Clients look for the token where it is with a database file, whatever the store is.
        database.local().prepareFolderForToken();
      }
      Set<String> tokens = Set.of(tokenFile.readOrMake(shell));
      Running running = start(store, chosen, tokens);
      started = true;
      return running;
    } catch (IOException e) {
      throw cannotListen(e);
    } finally {
      if (!started) {
        store.close();
      }
    }
  }

  private Running start(OpenStore store, ServeOptions.Chosen chosen, Set<String> tokens)
      throws IOException {
    InstantSource clock = shell.surroundings().clock();
    // Before it answers: what it says of anybody's liveness is right from the first answer on.
    Housekeeping housekeeping = Housekeeping.start(store.agents(), clock, chosen.pruneAfter());
    boolean started = false;
    try {
      Optional<Webhook> webhook = webhook(store, clock, chosen);
      RegistryServer server =
          RegistryServer.start(
              Served.of(AgentRegistry.over(store.agents(), clock, chosen.defaultTtl()))
                  .with(store.tokens())
                  .withEvents(store.agents(), clock)
                  .with(
                      new Monitored(
                          Optional.of(housekeeping::isStoreTakingWrites),
                          store.activity(),
                          housekeeping::pruned)),
              new ServerOptions(
                  chosen.host(),
                  chosen.port(),
                  tokens,
                  chosen.maxBytes(),
                  chosen.tls(),
                  chosen.web()));
      started = true;
      return new Running(server, housekeeping, webhook, store);
    } finally {
      if (!started) {
        housekeeping.close();
      }
    }
  }

  private static Optional<Webhook> webhook(
      OpenStore store, InstantSource clock, ServeOptions.Chosen chosen) {
    return chosen.webhook().map(options -> Webhook.start(options, store.agents(), clock));
  }

  private static CommandException cannotListen(IOException e) {
    return CommandException.failed(
        "%s; choose another place with --host and --port (0 picks a free port)"
            .formatted(e.getMessage()),
        e);
  }

  private int run(Running running, ServeOptions.Chosen chosen) throws IOException {
    shell.surroundings().atShutdown().accept(running::stop);
    String scheme = chosen.tls().isPresent() ? "https" : "http";
    String address = address(chosen.host(), running.server().port());
    shell.out().line("Agent Registry listening on " + scheme + "://" + address);
    shell.out().flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException toldToStop) {
      running.stop();
    }
    return ExitCode.INTERRUPTED;
  }

  /** As in a URL: an IPv6 address in brackets. */
  static String address(String host, int port) {
    boolean needsBrackets = host.contains(":") && !host.startsWith("[");
    return (needsBrackets ? "[" + host + "]" : host) + ":" + port;
  }
}
