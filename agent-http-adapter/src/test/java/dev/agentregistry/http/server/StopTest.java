package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.store.TestStore;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StopTest {

  private static final ServerOptions ANY_PORT =
      new ServerOptions("127.0.0.1", 0, Set.of(TestServer.TOKEN), 1000);

  @RegisterExtension private final TestStore store = new TestStore();

  @Test
  void aRequestInFlightGetsItsAnswerAndNobodyElseGetsIn() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AgentRegistry slow =
        AgentRegistry.over(
            store.agents(),
            () -> {
              arrived.countDown();
              awaitUninterruptibly(goOn);
              return TestServer.T0;
            });
    TestServer server = TestServer.start(slow);
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(
            () -> server.post("/api/agents/heartbeat", TestServer.heartbeat("build-01")));
    arrived.await();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
    awaitRefusal(server.port());
    assertThat(stopped).isNotDone();
    goOn.countDown();

    assertThat(reply.get().status()).isEqualTo(200);
    stopped.get();
    server.close();
  }

  @Test
  void idleConnectionsDoNotHoldTheStopUp() throws Exception {
    TestServer server = TestServer.start();
    try (RawConnection idle = new RawConnection(server.port());
        RawConnection halfway = new RawConnection(server.port())) {
      halfway.send("GET /api/ag");
      server.beat("build-01");
      server.close();

      assertThat(idle.readToEnd()).isEmpty();
    }
  }

  @Test
  void aClientThatStallsInItsBodyLosesItsConnectionAndNobodyElseNotices() throws Exception {
    AgentRegistry registry = AgentRegistry.over(store.agents(), () -> TestServer.T0);
    try (RegistryServer server =
            RegistryServer.start(
                Served.of(registry),
                ANY_PORT,
                Patience.usual().withDeadline(Duration.ofMillis(100)));
        RawConnection stalled = new RawConnection(server.port());
        RawConnection other = new RawConnection(server.port())) {
      stalled.send(
          "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
              + TestServer.TOKEN
              + "\nContent-Type: application/json\nContent-Length: 500\n\n{\"hostname\": ");

      assertThat(stalled.readToEnd()).isEmpty();
      other.send("GET /api/agents HTTP/1.1\nHost: localhost\nConnection: close\n\n");
      assertThat(other.readToEnd()).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void aClientThatStallsInItsHeadersLosesItsConnection() throws Exception {
    AgentRegistry registry = AgentRegistry.over(store.agents(), () -> TestServer.T0);
    try (RegistryServer server =
            RegistryServer.start(
                Served.of(registry),
                ANY_PORT,
                Patience.usual().withDeadline(Duration.ofMillis(100)));
        RawConnection stalled = new RawConnection(server.port())) {
      stalled.send("GET /api/agents HTTP/1.1\nHost: localhost\n");

      assertThat(stalled.readToEnd()).isEmpty();
    }
  }

  @Test
  void theLargestLimitThatBodiesCanHaveWorks() throws Exception {
    AgentRegistry registry = AgentRegistry.over(store.agents(), () -> TestServer.T0);
    ServerOptions limitless =
        new ServerOptions("127.0.0.1", 0, Set.of(TestServer.TOKEN), Integer.MAX_VALUE);
    try (RegistryServer server = RegistryServer.start(Served.of(registry), limitless);
        RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
              + TestServer.TOKEN
              + "\nContent-Type: application/json\nContent-Length: 2\n\n{}");

      assertThat(connection.readAnswer()).startsWith("HTTP/1.1 422 ");
    }
  }

  @Test
  void aBusyPortIsToldInOneLine() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      int port = busy.getLocalPort();

      assertThatIOException()
          .isThrownBy(
              () ->
                  RegistryServer.start(
                      Served.of(AgentRegistry.over(store.agents(), () -> TestServer.T0)),
                      new ServerOptions("127.0.0.1", port, Set.of("x"), 1000)))
          .withMessageContaining("127.0.0.1:" + port)
          .withMessageNotContaining("\n");
    }
  }

  @Test
  void aHostThatIsNotThereIsToldInOneLine() {
    assertThatIOException()
        .isThrownBy(
            () ->
                RegistryServer.start(
                    Served.of(AgentRegistry.over(store.agents(), () -> TestServer.T0)),
                    new ServerOptions("no-such-host.invalid", 0, Set.of("x"), 1000)))
        .withMessage("there is no host 'no-such-host.invalid' to listen on");
  }

  @Test
  void badOptionsAreRefusedAndTokensAreNeverShown() {
    assertThatThrownBy(() -> new ServerOptions("h", 65_536, Set.of("x"), 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServerOptions("h", 0, Set.of(), 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServerOptions("h", 0, Set.of(" "), 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServerOptions("h", 0, Set.of("x"), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ANY_PORT.toString()).doesNotContain(TestServer.TOKEN);
  }

  private static void awaitRefusal(int port) throws Exception {
    boolean refused = false;
    while (!refused) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        assertThat(socket.isConnected()).isTrue();
        Thread.onSpinWait();
      } catch (ConnectException e) {
        refused = true;
      } catch (SocketException e) {
        // Reset, since the server closed its port while the connection was in its queue.
        Thread.onSpinWait();
      }
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a request in flight was interrupted", e);
    }
  }
}
