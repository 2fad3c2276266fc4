package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentregistry.http.json.HistoryJson;
import dev.agentregistry.http.json.HistoryJson.Sample;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistoryEndpointTest {

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aServerThatHasJustStartedHasAnEmptyOne() {
    Reply reply = server.get("/api/history");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body().toString()).isEqualTo("{\"interval_seconds\":10,\"samples\":[]}");
  }

  @Test
  void aSampleIsWrittenWithTenthsOfAHeartbeat() throws Exception {
    byte[] json =
        HistoryJson.write(
            Duration.ofSeconds(10), List.of(new Sample(TestServer.T0, 12.345, 5, 1, 0)));

    assertThat(new ObjectMapper().readTree(json))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"interval_seconds": 10, "samples": [{"at": "2026-01-31T09:30:00.123Z",
                     "heartbeats_per_second": 12.3, "online": 5, "stale": 1, "offline": 0}]}
                    """));
  }

  @Test
  void itIsForReadingOnlyAndTakesAToken() {
    Reply reply = server.post("/api/history", "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(
            server
                .send(server.request("/api/history").method("HEAD", BodyPublishers.noBody()))
                .status())
        .isEqualTo(200);
    assertThat(server.send(server.requestWithoutToken("/api/history").GET()).status())
        .isEqualTo(401);
  }
}
