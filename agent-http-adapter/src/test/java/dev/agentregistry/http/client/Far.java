package dev.agentregistry.http.client;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.http.TestCertificate;
import dev.agentregistry.http.server.RegistryServer;
import dev.agentregistry.http.server.Served;
import dev.agentregistry.http.server.ServerOptions;
import dev.agentregistry.http.server.WebOptions;
import dev.agentregistry.http.store.TestStore;
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
  private final TestStore own;

  private Far(RegistryServer server, URI url, TestStore own) {
    this.server = server;
    this.url = url;
    this.own = own;
  }

  /** A server over a store of its own. */
  static Far serving() throws IOException {
    return servingOn("127.0.0.1");
  }

  static Far servingOn(String host) throws IOException {
    return startOverItsOwn(options(host, 0, Optional.empty()));
  }

  static Far serving(TestCertificate certificate) throws IOException {
    return startOverItsOwn(options("127.0.0.1", 0, Optional.of(certificate)));
  }

  /** A server over a store that outlives it. */
  static Far serving(TestStore store) throws IOException {
    return serving(served(store, InstantSource.system()));
  }

  static Far serving(Served served) throws IOException {
    return start(served, options("127.0.0.1", 0, Optional.empty()), new TestStore());
  }

  static Far serving(Served served, TestCertificate certificate) throws IOException {
    return start(served, options("127.0.0.1", 0, Optional.of(certificate)), new TestStore());
  }

  /** A server that tells of events, too. */
  static Far serving(AgentRepository store, InstantSource clock) throws IOException {
    return serving(Served.of(AgentRegistry.over(store, clock)).withEvents(store, clock));
  }

  /** Another server of the same store, in the same place, once this one is closed. */
  Far again(AgentRepository store, InstantSource clock) throws IOException {
    Served served = Served.of(AgentRegistry.over(store, clock)).withEvents(store, clock);
    return start(served, samePlace(), new TestStore());
  }

  /** Another server in the same place, once this one is closed. */
  Far again() throws IOException {
    return startOverItsOwn(samePlace());
  }

  /** What there is to be served of a store. */
  static Served served(TestStore store, InstantSource clock) {
    return Served.of(AgentRegistry.over(store.agents(), clock)).with(store.tokens());
  }

  private ServerOptions samePlace() {
    return options(url.getHost(), url.getPort(), Optional.empty());
  }

  private static ServerOptions options(
      String host, int port, Optional<TestCertificate> certificate) {
    return new ServerOptions(
        host,
        port,
        Set.of(TOKEN),
        ServerOptions.DEFAULT_MAX_BODY_BYTES,
        certificate.map(made -> new ServerOptions.TlsFiles(made.certificate(), made.key())),
        WebOptions.NONE);
  }

  private static Far startOverItsOwn(ServerOptions options) throws IOException {
    TestStore own = new TestStore();
    return start(served(own, InstantSource.system()), options, own);
  }

  private static Far start(Served served, ServerOptions options, TestStore own) throws IOException {
    RegistryServer server = RegistryServer.start(served, options);
    String host = options.host();
    String name = host.contains(":") ? "[" + host + "]" : host;
    String scheme = options.tls().isPresent() ? "https" : "http";
    return new Far(server, URI.create(scheme + "://" + name + ":" + server.port()), own);
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
    own.close();
  }
}
