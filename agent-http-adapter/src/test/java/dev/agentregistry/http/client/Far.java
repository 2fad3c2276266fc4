package dev.agentregistry.http.client;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.memory.InMemoryAccessTokens;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import dev.agentregistry.http.TestCertificate;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.http.server.WebOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** A server on a free port, and clients of it. */
final class Far implements AutoCloseable {

  static final String TOKEN = "open-sesame";

  private final RegistryServer server;
  private final URI url;

  private Far(RegistryServer server, URI url) {
    this.server = server;
    this.url = url;
  }

  static Far serving(AgentRegistry registry) throws IOException {
    return start(registry, new InMemoryAccessTokens(), "127.0.0.1", Optional.empty());
  }

  /** A server that tells of events, too. */
  static Far serving(AgentRepository store, InstantSource clock) throws IOException {
    return serving(store, clock, 0);
  }

  /** Another server of the same store, in the same place, once this one is closed. */
  Far again(AgentRepository store, InstantSource clock) throws IOException {
    return serving(store, clock, url.getPort());
  }

  private static Far serving(AgentRepository store, InstantSource clock, int port)
      throws IOException {
    Served served = Served.of(AgentRegistry.over(store, clock)).withEvents(store, clock);
    ServerOptions options =
        new ServerOptions("127.0.0.1", port, Set.of(TOKEN), ServerOptions.DEFAULT_MAX_BODY_BYTES);
    RegistryServer server = RegistryServer.start(served, options);
    return new Far(server, URI.create("http://127.0.0.1:" + server.port()));
  }

  static Far servingOn(String host) throws IOException {
    return start(empty(), new InMemoryAccessTokens(), host, Optional.empty());
  }

  static Far serving(AccessTokens tokens) throws IOException {
    return start(empty(), tokens, "127.0.0.1", Optional.empty());
  }

  static Far serving(AgentRegistry registry, TestCertificate certificate) throws IOException {
    return start(registry, new InMemoryAccessTokens(), "127.0.0.1", Optional.of(certificate));
  }

  static AgentRegistry empty() {
    return AgentRegistry.over(new InMemoryAgentRepository(), InstantSource.system());
  }

  private static Far start(
      AgentRegistry registry,
      AccessTokens tokens,
      String host,
      Optional<TestCertificate> certificate)
      throws IOException {
    ServerOptions options =
        new ServerOptions(
            host,
            0,
            Set.of(TOKEN),
            ServerOptions.DEFAULT_MAX_BODY_BYTES,
            certificate.map(made -> new ServerOptions.TlsFiles(made.certificate(), made.key())),
            WebOptions.NONE);
    RegistryServer server = RegistryServer.start(Served.of(registry).with(tokens), options);
    String name = host.contains(":") ? "[" + host + "]" : host;
    String scheme = certificate.isPresent() ? "https" : "http";
    return new Far(server, URI.create(scheme + "://" + name + ":" + server.port()));
  }

  /** Another server in the same place, once this one is closed. */
  Far again() throws IOException {
    ServerOptions options =
        new ServerOptions(
            url.getHost(), url.getPort(), Set.of(TOKEN), ServerOptions.DEFAULT_MAX_BODY_BYTES);
    return new Far(RegistryServer.start(Served.of(empty()), options), url);
  }

  /** Goes away, for another to come in its place. */
  void stop() {
    server.close();
  }

  URI url() {
    return url;
  }

  HttpAgentRegistry client(boolean isLasting) throws IOException {
    return HttpAgentRegistry.open(options(url, TOKEN, isLasting));
  }

  HttpAgentRegistry trusting(Path certificates, boolean isLasting) throws IOException {
    return HttpAgentRegistry.open(
        new ClientOptions(
            url, TOKEN, Optional.of(certificates), isLasting, ClientOptions.DEFAULT_PATIENCE));
  }

  static ClientOptions options(URI url, String token, boolean isLasting) {
    return new ClientOptions(
        url, token, Optional.empty(), isLasting, ClientOptions.DEFAULT_PATIENCE);
  }

  static ClientOptions impatient(URI url, boolean isLasting) {
    return new ClientOptions(url, TOKEN, Optional.empty(), isLasting, Duration.ofMillis(300));
  }

  @Override
  public void close() {
    server.close();
  }
}
