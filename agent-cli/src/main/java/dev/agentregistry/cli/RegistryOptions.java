package dev.agentregistry.cli;

import dev.agentregistry.http.client.ClientOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On which registry a command works: one in a database, or one on a running server. */
final class RegistryOptions {

  /** Who asks again soon need not wait for long. */
  private static final Duration LASTING_PATIENCE = Duration.ofSeconds(10);

  @Mixin private final DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running server instead (or AGENT_REGISTRY_URL).",
      order = 91)
  private @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "The file with the token for it (or AGENT_REGISTRY_TOKEN_FILE, or the token itself in"
              + " AGENT_REGISTRY_TOKEN). For a server on this machine, by default the one that"
              + " 'agents serve' made.",
      order = 92)
  private @Nullable String tokenFile;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "The certificates to trust, in PEM (or AGENT_REGISTRY_TLS_CA).",
      order = 93)
  private @Nullable String certificates;

  private boolean isLasting;

  /** For a command that goes on sending requests: connections to a server are kept. */
  RegistryOptions lasting() {
    isLasting = true;
    return this;
  }

  /** Checks what can be checked without opening anything, for who opens it later. */
  void checkUsage(Shell shell) {
    Optional<Database> unused = database(shell);
  }

  /** Opens the registry; makes the database where there is none. */
  OpenRegistry openOrMake(Shell shell) throws IOException {
    Optional<ClientOptions> server = server(shell);
    return server.isPresent()
        ? Registries.onServer(server.get())
        : Registries.openOrMake(database.find(shell), shell.surroundings().clock());
  }

  /** Opens the registry, which has to be there. */
  OpenRegistry openExisting(Shell shell) throws IOException {
    Optional<ClientOptions> server = server(shell);
    return server.isPresent()
        ? Registries.onServer(server.get())
        : Registries.openExisting(database.find(shell), shell.surroundings().clock());
  }

  /** The database, unless a running server is named. */
  Optional<Database> database(Shell shell) {
    return url(shell).isPresent() ? Optional.empty() : Optional.of(database.find(shell));
  }

  /** The database file, unless it is something else. */
  Optional<DatabaseFile> file(Shell shell) {
    return database(shell).filter(DatabaseFile.class::isInstance).map(DatabaseFile.class::cast);
  }

  /** The server to ask, for what needs to know that it is one; empty where none is named. */
  Optional<OpenServer> openServer(Shell shell) throws IOException {
    Optional<ClientOptions> server = server(shell);
    return server.isPresent() ? Optional.of(Registries.server(server.get())) : Optional.empty();
  }

  /** The server to ask, where one is named. */
  private Optional<ClientOptions> server(Shell shell) {
    Settings settings = new Settings(shell);
    return url(shell)
        .map(
            server ->
                new ClientOptions(
                    server,
                    ClientToken.find(shell, tokenFile, server),
                    settings.find("--tls-ca", certificates, Values::notBlank).map(shell::resolve),
                    isLasting,
                    isLasting ? LASTING_PATIENCE : ClientOptions.DEFAULT_PATIENCE));
  }

  private Optional<URI> url(Shell shell) {
    if (url != null && database.isGiven()) {
      throw CommandException.usage(
          "--url names a server, and --db a database: leave one of them out");
    }
    Optional<URI> found =
        database.isGiven() ? Optional.empty() : new Settings(shell).find("--url", url, Values::url);
    if (found.isEmpty() && (tokenFile != null || certificates != null)) {
      // Whoever wrote it means a server: nothing must be done to a file here instead.
      throw CommandException.usage(
          (tokenFile == null ? "--tls-ca" : "--token-file")
              + " is for a server: name it with --url");
    }
    if (found.isPresent() && database.hasPasswordFile()) {
      throw CommandException.usage(
          DatabasePassword.OPTION + " is for --db, and a server is named: leave one of them out");
    }
    if (found.map(URI::getScheme).filter(scheme -> scheme.startsWith("postgres")).isPresent()) {
      throw CommandException.usage(
          "--url names a running server: a PostgreSQL database is named by --db");
    }
    if (found.isPresent()) {
      // Before a token is looked for: a bad URL may have a password in it, which must not be told.
      ClientOptions.checkUrl(found.get());
    }
    return found;
  }
}
