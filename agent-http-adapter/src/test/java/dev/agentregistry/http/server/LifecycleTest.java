package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAgentIsRegisteredListedShownUpdatedRemovedAndUnknownAgain() {
    Reply created = server.post("/api/agents/heartbeat", TestServer.heartbeat("build-01"));
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.text("/id")).isEqualTo("agt_d21ea4ea");
    assertThat(created.number("/version")).isEqualTo(1);

    Reply listed = server.get("/api/agents");
    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.number("/total")).isEqualTo(1);
    assertThat(listed.body().at("/agents/0")).isEqualTo(created.body());

    Reply shown = server.get("/api/agents/agt_d21ea4ea");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body()).isEqualTo(created.body());

    Reply updated = server.post("/api/agents/heartbeat", TestServer.heartbeat("build-01"));
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.number("/version")).isEqualTo(2);

    Reply removed = server.delete("/api/agents/agt_d21ea4ea");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.body().isMissingNode()).isTrue();

    assertThat(server.get("/api/agents/agt_d21ea4ea").status()).isEqualTo(404);
    assertThat(server.delete("/api/agents/agt_d21ea4ea").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/agents/heartbeat",
    "GET, /api/agents",
    "GET, /api/agents/agt_d21ea4ea",
    "DELETE, /api/agents/agt_d21ea4ea",
    "POST, /api/agents/prune",
    // Not even what is there is told without a token.
    "GET, /api/no-such-path",
    "GET, /api",
    "PUT, /api/agents",
    "GET, /api/agents?no_such=parameter",
    "GET, /%61pi/agents",
    "GET, //api/agents",
    "GET, /x/../api/agents",
  })
  void withoutATokenEveryRequestIsA401(String method, String path) {
    server.beat("build-01");

    Reply reply =
        server.send(server.requestWithoutToken(path).method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer ");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(server.get("/api/agents").number("/total")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer wrong, 401",
    "Bearer open-sesame2, 401",
    "Bearer, 401",
    "Basic open-sesame, 401",
    "open-sesame, 401",
    "Bearer open-sesame, 200",
    "bearer open-sesame, 200",
  })
  void onlyTheRightTokenInTheRightSchemeOpensTheApi(String authorization, int status) {
    Reply reply =
        server.send(
            server.requestWithoutToken("/api/agents").header("Authorization", authorization).GET());

    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void fourHundredHeartbeatsAtOnceForFourNewAgentsGiveEachVersionOnce() throws Exception {
    List<Callable<JsonNode>> heartbeats = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String body = TestServer.heartbeat("host-" + i % 4);
      heartbeats.add(
          () -> {
            Reply reply = server.post("/api/agents/heartbeat", body);
            assertThat(reply.status()).isEqualTo(200);
            return reply.body();
          });
    }
    TreeMap<String, List<Long>> versions = new TreeMap<>();
    try (ExecutorService connections = Executors.newFixedThreadPool(32)) {
      for (Future<JsonNode> reply : connections.invokeAll(heartbeats)) {
        versions
            .computeIfAbsent(reply.get().at("/id").asText(), id -> new ArrayList<>())
            .add(reply.get().at("/version").asLong());
      }
    }

    assertThat(versions).hasSize(4);
    List<Long> oneToHundred = LongStream.rangeClosed(1, 100).boxed().toList();
    for (List<Long> ofOneAgent : versions.values()) {
      Collections.sort(ofOneAgent);
      assertThat(ofOneAgent).isEqualTo(oneToHundred);
    }
  }
}
