package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.http.server.ServerOptions.TlsFiles;
import dev.agentregistry.http.server.WebOptions;
import dev.agentregistry.http.webhook.WebhookOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code agents serve} is told to run. */
final class ServeOptions {

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address to listen on, by default 127.0.0.1: this machine only"
              + " (or AGENT_REGISTRY_HOST).",
      order = 1)
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port, by default 8080; 0 picks a free one (or AGENT_REGISTRY_PORT).",
      order = 2)
  private @Nullable String port;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "For HTTPS: the certificate and those that vouch for it, in PEM"
              + " (or AGENT_REGISTRY_TLS_CERT).",
      order = 3)
  private @Nullable String tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description =
          "For HTTPS: the certificate's key, in PEM without a password (or"
              + " AGENT_REGISTRY_TLS_KEY).",
      order = 4)
  private @Nullable String tlsKey;

  @Option(
      names = "--insecure",
      description =
          "Allow plain HTTP to other machines, where tokens can be overheard"
              + " (or AGENT_REGISTRY_INSECURE=true): behind a proxy that does TLS, say.",
      order = 5)
  private boolean insecure;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "The file with the token; made where there is none. By default \"token\" beside the"
              + " database file, or where that would be by default (or"
              + " AGENT_REGISTRY_TOKEN_FILE).",
      order = 6)
  private @Nullable String tokenFile;

  @Option(
      names = "--default-ttl",
      paramLabel = "TIME",
      description =
          "How long an agent may be silent that names no time itself, by default 5m"
              + " (or AGENT_REGISTRY_DEFAULT_TTL).",
      order = 7)
  private @Nullable String defaultTtl;

  @Option(
      names = "--prune-after",
      paramLabel = "TIME",
      description =
          "Remove agents that were silent for longer than this while a server listened, such as"
              + " 30d; never more than half of all at once. By default none is"
              + " (or AGENT_REGISTRY_PRUNE_AFTER).",
      order = 8)
  private @Nullable String pruneAfter;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description =
          "The largest body of a request, such as 65536 or 1m, by default 256k"
              + " (or AGENT_REGISTRY_MAX_BODY).",
      order = 9)
  private @Nullable String maxBody;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "error, warning, info (the default) or debug; the log goes to standard error"
              + " (or AGENT_REGISTRY_LOG_LEVEL).",
      order = 10)
  private @Nullable String logLevel;

  @Option(
      names = "--in-memory",
      description =
          "Keep all agents in memory alone (or AGENT_REGISTRY_IN_MEMORY=true), to try things"
              + " out: they are gone when the server stops. Excludes --db.",
      order = 91)
  private boolean inMemory;

  @Mixin private final WebhookServeOptions webhook = new WebhookServeOptions();
  @Mixin private final WebServeOptions web = new WebServeOptions();

  /**
   * What was chosen, by option, environment or default.
   *
   * @param tokenFile empty where it is to be beside the database file, or where that would be
   * @param pruneAfter after how long a silence agents are removed; empty where none is
   * @param tls for HTTPS; plain HTTP where empty
   * @param insecure whether plain HTTP to other machines is wanted
   * @param web where it is on the web
   * @param webhook whom it posts events; nobody where empty
   */
  record Chosen(
      String host,
      int port,
      Optional<String> tokenFile,
      Duration defaultTtl,
      Optional<Duration> pruneAfter,
      Optional<TlsFiles> tls,
      boolean insecure,
      int maxBytes,
      LogLevel logLevel,
      boolean inMemory,
      WebOptions web,
      Optional<WebhookOptions> webhook) {}

  /** Reads all of them, so that a bad one is told before anything is done. */
  Chosen choose(Shell shell) {
    Settings settings = new Settings(shell);
    return new Chosen(
        settings.find("--host", host, Values::notBlank).orElse(ServerOptions.DEFAULT_HOST),
        settings.find("--port", port, Values::port).orElse(ServerOptions.DEFAULT_PORT),
        settings.find("--token-file", tokenFile, Values::notBlank),
        settings.find("--default-ttl", defaultTtl, Values::ttl).orElse(Agent.DEFAULT_TTL),
        settings.find("--prune-after", pruneAfter, Values::pruneAfter),
        tls(shell, settings),
        settings.find("--insecure", insecure ? "true" : null, Values::flag).orElse(false),
        settings
            .find("--max-body", maxBody, Values::bytes)
            .orElse(ServerOptions.DEFAULT_MAX_BODY_BYTES),
        settings.find("--log-level", logLevel, Values::logLevel).orElse(LogLevel.INFO),
        settings.find("--in-memory", inMemory ? "true" : null, Values::flag).orElse(false),
        web.choose(settings),
        webhook.choose(shell, settings));
  }

  private Optional<TlsFiles> tls(Shell shell, Settings settings) {
    Optional<Path> certificates =
        settings.find("--tls-cert", tlsCertificate, Values::notBlank).map(shell::resolve);
    Optional<Path> key = settings.find("--tls-key", tlsKey, Values::notBlank).map(shell::resolve);
    if (certificates.isPresent() != key.isPresent()) {
      throw CommandException.usage("--tls-cert and --tls-key belong together: name both, or none");
    }
    return certificates.map(file -> new TlsFiles(file, key.orElseThrow()));
  }
}
