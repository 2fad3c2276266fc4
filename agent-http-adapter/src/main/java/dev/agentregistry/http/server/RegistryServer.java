package dev.agentregistry.http.server;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.HttpLogConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A running HTTP server over a registry. Thread-safe. */
public final class RegistryServer implements AutoCloseable {

  /** How long requests in flight may take to finish once the server stops. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Room for a list by the longest path there may be, of which each byte is written as three. */
  private static final int MAX_PROLOGUE_BYTES = 64 * 1024;

  private final WebServer server;
  private final Connections connections;
  private final Deadlines deadlines;
  private final Monitoring monitoring;
  private final Optional<EventHub> events;

  private RegistryServer(
      WebServer server,
      Connections connections,
      Deadlines deadlines,
      Monitoring monitoring,
      Optional<EventHub> events) {
    this.server = server;
    this.connections = connections;
    this.deadlines = deadlines;
    this.monitoring = monitoring;
    this.events = events;
  }

  /**
   * Starts a server; when this returns, it answers.
   *
   * @param served what it serves; closing its store stays with the caller, after the server's
   *     {@link #close()}
   * @param options where it listens, and for whom
   * @throws IOException if it cannot listen there, saying why in one line
   */
  public static RegistryServer start(Served served, ServerOptions options) throws IOException {
    return start(served, options, Patience.usual());
  }

  static RegistryServer start(Served served, ServerOptions options, Patience patience)
      throws IOException {
    InetAddress address = resolve(options.host());
    checkAddress(options.host(), options.port());
    Optional<Tls> tls = tls(options);
    Deadlines deadlines = new Deadlines(patience.deadline());
    Connections connections = new Connections(http1(deadlines), patience.connections(), deadlines);
    Optional<EventHub> events =
        served.events().map(found -> new EventHub(found, patience.listeners()));
    Monitoring monitoring = new Monitoring(served, InstantSource.system());
    events.ifPresent(hub -> monitoring.countEventListeners(hub::listeners));
    Routes routes =
        new Routes(
            served, options, monitoring, connections, deadlines, events, patience.keepAlive());
    WebServer server =
        WebServer.builder()
            .update(builder -> configure(builder, patience))
            .update(builder -> tls.ifPresent(builder::tls))
            .address(address)
            .port(options.port())
            .addConnectionSelector(connections)
            .update(routes::addTo)
            .build()
            .start();
    if (!server.isRunning()) {
      events.ifPresent(EventHub::close);
      deadlines.close();
      monitoring.close();
      throw new IOException("cannot listen on %s:%d".formatted(options.host(), options.port()));
    }
    monitoring.start();
    return new RegistryServer(server, connections, deadlines, monitoring, events);
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** How many connections are open. */
  int connections() {
    return connections.open();
  }

  /** How many listen to the events. */
  int listeners() {
    return events.map(EventHub::listeners).orElse(0);
  }

  /**
   * Stops: ends the streams of events, accepts nothing more, finishes the requests that it has (for
   * up to 10 seconds), and returns once it is quiet. A second call does nothing.
   */
  @Override
  public void close() {
    events.ifPresent(EventHub::close);
    server.stop();
    deadlines.close();
    monitoring.close();
  }

  private static void configure(WebServerConfig.Builder server, Patience patience) {
    server
        .featuresDiscoverServices(false)
        .protocolsDiscoverServices(false)
        // Ours comes from whoever started the server: it closes the store too, in the right order.
        .shutdownHook(false)
        .shutdownGracePeriod(GRACE)
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .idleConnectionTimeout(patience.idle())
        .idleConnectionPeriod(patience.idle().dividedBy(10))
        .maxTcpConnections(patience.connections() + patience.reserve());
  }

  private static Http1ConnectionSelector http1(Deadlines deadlines) {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .maxPrologueLength(MAX_PROLOGUE_BYTES)
                .addReceiveListener(new HeadDeadline(deadlines))
                .log(HttpLogConfig.builder().sendLog(false).receiveLog(false).build())
                // HTTP/1.1 keeps connections open without a word.
                .sendKeepAliveHeader(false)
                // All that our headers say is ours: no text of a client gets into them.
                .validateResponseHeaders(false)
                .build())
        .build();
  }

  /**
   * Checks that a server could listen there, without starting one: Helidon logs why it cannot, but
   * does not tell.
   *
   * @param host the name or address to listen on
   * @param port the port to listen on, or 0 for any
   * @throws IOException if not, saying why in one line
   */
  public static void checkAddress(String host, int port) throws IOException {
    InetAddress address = resolve(host);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new IOException("cannot listen on %s:%d (%s)".formatted(host, port, e.getMessage()), e);
    }
  }

  /**
   * Checks that a server could use these files, without starting one.
   *
   * @throws IOException if it could not, saying why in one line
   */
  public static void checkTls(ServerOptions.TlsFiles files) throws IOException {
    ServerTls.of(files);
  }

  private static Optional<Tls> tls(ServerOptions options) throws IOException {
    return options.tls().isEmpty()
        ? Optional.empty()
        : Optional.of(ServerTls.of(options.tls().get()));
  }

  private static InetAddress resolve(String host) throws IOException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("there is no host '%s' to listen on".formatted(host), e);
    }
  }
}
