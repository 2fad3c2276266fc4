package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages around the size from which on they are streamed: a record here has some 125 KB. */
class LargePageTest {

  private static final String ISSUES =
      String.join(",", IntStream.range(0, 1000).mapToObj(i -> "\"%0120d\"".formatted(i)).toList());

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 40})
  void aPageIsWholeHoweverLargeAndHeadTellsItsLength(int agents) {
    beat(agents);

    Reply page = server.get("/api/agents?limit=1000");
    Reply head =
        server.send(
            server.request("/api/agents?limit=1000").method("HEAD", BodyPublishers.noBody()));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("application/json");
    assertThat(page.number("/total")).isEqualTo(agents);
    assertThat(page.texts("/agents", "hostname"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, agents).mapToObj(i -> "build-" + i).toList());
    for (JsonNode agent : page.body().at("/agents")) {
      assertThat(agent.at("/issue_ids")).hasSize(1000);
    }
    assertThat(head.header("Content-Length"))
        .isEqualTo(String.valueOf(page.body().toString().length()));
  }

  @Test
  void anotherRequestFollowsOnTheSameConnection() throws Exception {
    beat(20);
    String get =
        "GET /api/agents?limit=%d HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
            + TestServer.TOKEN
            + "\n";
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(get.formatted(20) + "\n" + get.formatted(1) + "Connection: close\n\n");

      List<String> answers = List.of(connection.readToEnd().split("HTTP/1\\.1 200 OK\r\n", -1));

      assertThat(answers).hasSize(3);
      assertThat(answers.get(1))
          .containsIgnoringCase("Transfer-Encoding: chunked")
          .endsWith("\r\n0\r\n\r\n");
      assertThat(answers.get(2)).containsIgnoringCase("Content-Length: ").endsWith("}");
    }
  }

  private void beat(int agents) {
    for (int i = 0; i < agents; i++) {
      Reply reply =
          server.post(
              "/api/agents/heartbeat",
              "{\"hostname\": \"build-%d\", \"machine_address\": \"b\", \"repo_path\": \"c\", \"issue_ids\": [%s]}"
                  .formatted(i, ISSUES));
      assertThat(reply.status()).isEqualTo(200);
    }
  }
}
