package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.store.TestStore;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each connection has to end, within the patience of {@link RawConnection}. */
class UnwantedBodyTest {

  private static final String TOKEN = "Authorization: Bearer " + TestServer.TOKEN + "\n";
  private static final String HEARTBEAT =
      "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\n\n";

  @RegisterExtension private final TestStore store = new TestStore();

  private final TestServer server = TestServer.start();

  @BeforeEach
  void registerOne() {
    server.beat("build-01");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\n",
        "-5\nhello\n0\n\n",
        "5;name=value\nhello\n0\n\n",
        "2\n{}\n0\nTrailer: value\n\n",
        "\n",
        "5\nhello\nzz\n",
      })
  void afterChunksThatAreNoneThereIsOneAnswerAndNothingIsTakenForTheNextRequest(String body)
      throws Exception {
    String next = "DELETE /api/agents/agt_d21ea4ea HTTP/1.1\nHost: localhost\n" + TOKEN + "\n";
    try (RawConnection connection = new RawConnection(server.port())) {
      String all = connection.send(HEARTBEAT + TOKEN + CHUNKED + body + next).readToEnd();

      assertThat(all)
          .startsWith("HTTP/1.1 400 ")
          .containsOnlyOnce("HTTP/1.1 ")
          .contains("The body's chunks are not valid");
    }
    assertThat(server.get("/api/agents/agt_d21ea4ea").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7fffffff\n", "5\nhe", "zz\n"})
  void withoutATokenNoChunkIsReadAtAll(String body) throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      String all = connection.send(HEARTBEAT + CHUNKED + body).readToEnd();

      assertThat(all).startsWith("HTTP/1.1 401 ").containsOnlyOnce("HTTP/1.1 ");
    }
  }

  @Test
  void aChunkOverTheLimitIsRefusedBeforeItIsSent() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      String all = connection.send(HEARTBEAT + TOKEN + CHUNKED + "7fffffff\n").readToEnd();

      assertThat(all).startsWith("HTTP/1.1 413 ").contains("The body is larger than 262144 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml"})
  void aRequestThatIsRefusedAnywayIsAnsweredThoughItsBodyIsCutOff(String contentType)
      throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nContent-Type: %s\n"
                  .formatted(contentType)
              + TOKEN
              + "Content-Length: 100\n\n{");

      assertThat(connection.sendNoMore().readToEnd())
          .startsWith("HTTP/1.1 415 ")
          .containsOnlyOnce("HTTP/1.1 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10\n\n{", CHUNKED + "a\n{", CHUNKED + "7fffffff\n"})
  void aBodyThatNobodyWantedHoldsNothingUpThoughItStalls(String body) throws Exception {
    AgentRegistry registry = AgentRegistry.over(store.agents(), () -> TestServer.T0);
    ServerOptions options = new ServerOptions("127.0.0.1", 0, Set.of(TestServer.TOKEN), 1000);
    try (RegistryServer impatient =
            RegistryServer.start(
                Served.of(registry),
                options,
                Patience.usual().withDeadline(Duration.ofMillis(100)));
        RawConnection connection = new RawConnection(impatient.port())) {
      connection.send("GET /api/agents HTTP/1.1\nHost: localhost\n" + TOKEN + body);

      assertThat(connection.readToEnd()).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 ");
    }
  }
}
