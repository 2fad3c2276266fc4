package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More connections than the server bears with. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class CrowdTest {

  private static final String LIST =
      "GET /api/agents HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
          + TestServer.TOKEN
          + "\n\n";

  @RegisterExtension private final TestStore store = new TestStore();

  private RegistryServer server;
  private RawConnection first;
  private RawConnection second;

  @BeforeEach
  void fill() throws IOException {
    server =
        RegistryServer.start(
            Served.of(AgentRegistry.over(store.agents(), () -> TestServer.T0)),
            new ServerOptions("127.0.0.1", 0, Set.of(TestServer.TOKEN), 1000),
            Patience.usual().withConnections(2).withDeadline(Duration.ofMillis(500)));
    first = new RawConnection(server.port());
    second = new RawConnection(server.port());
    assertThat(first.send(LIST).readAnswer()).startsWith("HTTP/1.1 200 ");
    assertThat(second.send(LIST).readAnswer()).startsWith("HTTP/1.1 200 ");
  }

  @AfterEach
  void stop() throws IOException {
    first.close();
    second.close();
    server.close();
  }

  @Test
  void oneTooManyIsToldSoAndClosedAndTheOthersGoOn() throws Exception {
    try (RawConnection third = new RawConnection(server.port())) {
      assertThat(third.send(LIST).readToEnd())
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("Content-Type: application/problem+json")
          .containsIgnoringCase("Retry-After: 1")
          .containsIgnoringCase("Connection: close")
          .contains("There are too many connections");
    }
    assertThat(first.send(LIST).readAnswer()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void onceAnotherIsClosedThereIsRoomAgain() throws Exception {
    first.close();
    awaitConnections(1);

    try (RawConnection third = new RawConnection(server.port())) {
      assertThat(third.send(LIST).readAnswer()).startsWith("HTTP/1.1 200 ");
      assertThat(third.send(LIST).readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/health/live, HTTP/1.1 200",
    "/health/ready, HTTP/1.1 200",
    "/metrics, HTTP/1.1 401",
    "/api/agents, HTTP/1.1 401",
  })
  void whatNeedsNoTokenIsAnsweredAndATokenIsAskedForFirst(String path, String answer)
      throws Exception {
    try (RawConnection third = new RawConnection(server.port())) {
      third.send("GET " + path + " HTTP/1.1\nHost: localhost\n\n");

      assertThat(third.readToEnd()).startsWith(answer).containsOnlyOnce("HTTP/1.1 ");
    }
  }

  @Test
  void oneTooManyThatSaysNothingIsClosedAtTheDeadline() throws Exception {
    try (RawConnection third = new RawConnection(server.port())) {
      assertThat(third.readToEnd()).isEmpty();
    }
  }

  private void awaitConnections(int count) {
    while (server.connections() != count) {
      Thread.onSpinWait();
    }
  }
}
