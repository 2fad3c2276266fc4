package dev.agentregistry.cli;

import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.ServerOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    description = {
      "Runs the HTTP server until it is told to stop.",
      "Ctrl-C and SIGTERM stop it. Clients need the token that is in the token file."
    },
    footer = {
      "%nExamples:",
      "  agents serve",
      "  agents serve --port 0 --db /tmp/try.db",
      "  agents serve --in-memory",
      "  AGENT_REGISTRY_PORT=9000 agents serve --log-level debug"
    })
final class ServeCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin private final ServeOptions options = new ServeOptions();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    ServeOptions.Chosen chosen = options.choose(shell);
    if (chosen.inMemory() && registry.namesFile()) {
      throw CommandException.usage(
          "--db names a file, and --in-memory (or AGENT_REGISTRY_IN_MEMORY) keeps none:"
              + " leave one of them out");
    }
    DatabaseFile database = registry.databaseFile(shell);
    TokenFile tokenFile = TokenFile.find(shell, chosen.tokenFile(), database);
    checkAddress(chosen);
    ServerLog log = ServerLog.start(shell.surroundings().err(), chosen.logLevel());
    // The store before the token: where it is refused, nothing is left beside it.
    OpenRegistry open = open(chosen, database);
    RegistryServer server = start(open, chosen, tokenFile);
    log.info(
        (chosen.inMemory()
                ? "all agents are in memory alone, and gone when this server stops"
                : "the database is " + database.path())
            + ", the token is in "
            + tokenFile.path());
    return run(server, open, chosen.host());
  }

  private OpenRegistry open(ServeOptions.Chosen chosen, DatabaseFile database) {
    InstantSource clock = shell.surroundings().clock();
    if (!chosen.inMemory()) {
      return Registries.openOrMake(database, clock, chosen.defaultTtl());
    }
    if (chosen.tokenFile().isEmpty()) {
      // Clients look for the token where it is with a database file.
      database.prepareFolder();
    }
    return Registries.inMemory(clock, chosen.defaultTtl());
  }

  /** Before any file is made: where the port is taken, nothing is left behind. */
  private static void checkAddress(ServeOptions.Chosen chosen) {
    try {
      RegistryServer.checkAddress(chosen.host(), chosen.port());
    } catch (IOException e) {
      throw cannotListen(e);
    }
  }

  /** The store is not left open where the server does not start. */
  private RegistryServer start(OpenRegistry open, ServeOptions.Chosen chosen, TokenFile tokenFile) {
    boolean started = false;
    try {
      Set<String> tokens = Set.of(tokenFile.readOrMake(shell));
      RegistryServer server =
          RegistryServer.start(
              open.registry(),
              new ServerOptions(chosen.host(), chosen.port(), tokens, chosen.maxBytes()));
      started = true;
      return server;
    } catch (IOException e) {
      throw cannotListen(e);
    } finally {
      if (!started) {
        open.close();
      }
    }
  }

  private static CommandException cannotListen(IOException e) {
    return CommandException.failed(
        "%s; choose another place with --host and --port (0 picks a free port)"
            .formatted(e.getMessage()),
        e);
  }

  private int run(RegistryServer server, OpenRegistry open, String host) throws IOException {
    Runnable stop =
        () -> {
          // The server first: its last requests still need the store.
          server.close();
          open.close();
        };
    shell.surroundings().atShutdown().accept(stop);
    shell.out().line("Agent Registry listening on http://" + address(host, server.port()));
    shell.out().flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException toldToStop) {
      stop.run();
    }
    return ExitCode.INTERRUPTED;
  }

  /** As in a URL: an IPv6 address in brackets. */
  static String address(String host, int port) {
    boolean needsBrackets = host.contains(":") && !host.startsWith("[");
    return (needsBrackets ? "[" + host + "]" : host) + ":" + port;
  }
}
