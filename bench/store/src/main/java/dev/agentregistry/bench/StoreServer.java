package dev.agentregistry.bench;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import dev.agentregistry.persistence.sqlite.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The real server over a store with its journal, or without it, so that {@code bench/run} can
 * compare the two over HTTP.
 */
final class StoreServer {

  private static final String JOURNAL = "journal";

  private StoreServer() {}

  /**
   * Runs it until it is told to stop.
   *
   * @param args {@code journal} or {@code in_place}, the database file, and then {@code --port N}
   *     and {@code --token-file FILE}
   */
  public static void main(String[] args) throws IOException {
    List<String> options = Arrays.asList(args);
    int port = Integer.parseInt(valueOf("--port", options));
    String token = Files.readString(Path.of(valueOf("--token-file", options))).strip();
    SqliteAgentRepository store = Stores.open(Path.of(args[1]), args[0].equals(JOURNAL));
    RegistryServer server =
        RegistryServer.start(
            AgentRegistry.over(store, InstantSource.system()),
            new ServerOptions(
                ServerOptions.DEFAULT_HOST,
                port,
                Set.of(token),
                ServerOptions.DEFAULT_MAX_BODY_BYTES));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  store.close();
                },
                "shutdown"));
    System.out.println("listening on http://" + ServerOptions.DEFAULT_HOST + ":" + server.port());
  }

  private static String valueOf(String option, List<String> options) {
    return options.get(options.indexOf(option) + 1);
  }
}
