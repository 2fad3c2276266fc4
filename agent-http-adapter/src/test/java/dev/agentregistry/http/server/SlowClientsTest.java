package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send or take slowly, or not at all, lose their connection; nobody else notices. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class SlowClientsTest {

  private static final String TOKEN = "Authorization: Bearer " + TestServer.TOKEN + "\n";
  private static final String BODY =
      "{\"hostname\": \"a\", \"machine_address\": \"b\", \"repo_path\": \"c\"}";
  private static final Patience LITTLE = Patience.usual().withDeadline(Duration.ofMillis(500));

  @RegisterExtension private final TestStore store = new TestStore();

  private final AgentRegistry registry = AgentRegistry.over(store.agents(), () -> TestServer.T0);
  private final List<RawConnection> clients = new ArrayList<>();
  private RegistryServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(LITTLE);
  }

  private RegistryServer start(Patience patience) throws IOException {
    return RegistryServer.start(
        Served.of(registry),
        new ServerOptions("127.0.0.1", 0, Set.of(TestServer.TOKEN), 1_000_000),
        patience);
  }

  @AfterEach
  void stop() throws IOException {
    for (RawConnection client : clients) {
      client.close();
    }
    server.close();
  }

  @Test
  void twoHundredStalledBodiesHoldNobodyUpAndEndAtTheDeadline() throws Exception {
    List<RawConnection> stalled = connect(200);
    for (RawConnection client : stalled) {
      client.send(heartbeat(500) + "{\"hostname\": ");
    }
    RawConnection other = connect();

    for (int i = 0; i < 50; i++) {
      other.send(heartbeat(BODY.length()) + BODY);
      assertThat(other.readAnswer()).startsWith("HTTP/1.1 200 ");
    }

    for (RawConnection client : stalled) {
      assertThat(client.readToEnd()).isEmpty();
    }
    other.send(heartbeat(BODY.length()) + BODY);
    assertThat(other.readAnswer()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBodyThatComesByteByByteEndsAtTheDeadlineToo() throws Exception {
    RawConnection client = connect().send(heartbeat(BODY.length() + 100_000) + BODY);

    assertThatIOException()
        .isThrownBy(
            () -> {
              while (true) {
                client.send(" ");
                client.pause();
              }
            });
  }

  @Test
  void headersThatComeByteByByteEndAtTheDeadlineToo() throws Exception {
    RawConnection client = connect().send("GET /api/agents HTTP/1.1\nHost: localhost\nX: ");

    assertThatIOException()
        .isThrownBy(
            () -> {
              while (true) {
                client.send("x");
                client.pause();
              }
            });
  }

  @Test
  void aClientThatAsksAndAsksAndNeverReadsLosesItsConnection() throws Exception {
    beatLarge(5);
    RawConnection client = connect();

    assertThatIOException()
        .isThrownBy(
            () -> {
              while (true) {
                client.send("GET /api/agents HTTP/1.1\nHost: localhost\n" + TOKEN + "\n");
              }
            });
    awaitConnections(0);
  }

  /** Without a token, anybody could. */
  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yaml", "/health/ready"})
  void soDoesOneThatAsksWhatNeedsNoToken(String path) throws Exception {
    RawConnection client = connect();

    assertThatIOException()
        .isThrownBy(
            () -> {
              while (true) {
                client.send("GET " + path + " HTTP/1.1\nHost: localhost\n\n");
              }
            });
    awaitConnections(0);
  }

  @Test
  void aClientThatDoesNotTakeALargePageLosesItsConnectionAndGetsNoWholeOne() throws Exception {
    beatLarge(100);
    RawConnection client = connect();
    client.send("GET /api/agents?limit=1000 HTTP/1.1\nHost: localhost\n" + TOKEN + "\n");
    awaitConnections(1);

    awaitConnections(0);

    assertThat(client.readUntilItIsOver())
        .startsWith("HTTP/1.1 200 ")
        .doesNotEndWith("\r\n0\r\n\r\n");
  }

  @Test
  void idleConnectionsHoldNobodyUpAndAreClosed() throws Exception {
    server.close();
    server = start(Patience.usual().withIdle(Duration.ofSeconds(2)));
    // Both ends of each are in this process.
    long possible = (OpenFiles.limit() - 500) / 2;
    List<RawConnection> idle = connect((int) Math.min(2000, possible));
    RawConnection other = connect();

    other.send(heartbeat(BODY.length()) + BODY);

    assertThat(other.readAnswer()).startsWith("HTTP/1.1 200 ");
    for (RawConnection client : idle) {
      assertThat(client.readToEnd()).isEmpty();
    }
    awaitConnections(0);
  }

  private void beatLarge(int agents) {
    List<String> issues = IntStream.range(0, 1000).mapToObj(i -> "x".repeat(120) + i).toList();
    for (int i = 0; i < agents; i++) {
      AgentIdentity identity = new AgentIdentity("build-" + i, "10.0.0.5", "/srv");
      registry.heartbeat(Heartbeat.from(identity).withIssueIds(issues));
    }
  }

  private void awaitConnections(int count) {
    while (server.connections() != count) {
      Thread.onSpinWait();
    }
  }

  private List<RawConnection> connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      connect();
    }
    return List.copyOf(clients.subList(clients.size() - count, clients.size()));
  }

  private RawConnection connect() throws IOException {
    RawConnection client = new RawConnection(server.port());
    clients.add(client);
    return client;
  }

  private static String heartbeat(int length) {
    return "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\n"
        + TOKEN
        + "Content-Type: application/json\nContent-Length: "
        + length
        + "\n\n";
  }
}
