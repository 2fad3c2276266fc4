package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEndpointTest {

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theTagChangesWithEveryHeartbeatAndWithLiveness() {
    String path = "/api/agents/" + server.beat("build-01");
    String first = server.get(path).header("ETag");
    assertThat(first).matches("\"[^\"]+\"");
    assertThat(server.get(path).header("ETag")).isEqualTo(first);

    server.beat("build-01");
    String second = server.get(path).header("ETag");
    assertThat(second).isNotEqualTo(first);

    server.clock().set(TestServer.T0.plus(Duration.ofHours(1)));
    assertThat(server.get(path).header("ETag")).isNotIn(first, second);
  }

  @Test
  void aRecordThatWasRemovedAndCameBackHasAnotherTag() {
    String path = "/api/agents/" + server.beat("build-01");
    String first = server.get(path).header("ETag");

    server.delete(path);
    // The same millisecond, as on a quick machine.
    server.clock().set(TestServer.T0.plusNanos(1000));
    server.beat("build-01");

    assertThat(server.get(path).number("/version")).isEqualTo(1);
    assertThat(server.get(path).header("ETag")).isNotEqualTo(first);
  }

  @Test
  void whatTheClientHasAlreadyIsNotSentAgain() {
    String path = "/api/agents/" + server.beat("build-01");
    String tag = server.get(path).header("ETag");

    for (String condition : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      Reply reply = server.send(server.request(path).header("If-None-Match", condition).GET());
      assertThat(reply.status()).as(condition).isEqualTo(304);
      assertThat(reply.header("ETag")).isEqualTo(tag);
      assertThat(reply.body().isMissingNode()).isTrue();
    }
    server.beat("build-01");
    assertThat(server.send(server.request(path).header("If-None-Match", tag).GET()).status())
        .isEqualTo(200);
  }

  @Test
  void aHeartbeatsAnswerCarriesTheTag() {
    Reply reply = server.post("/api/agents/heartbeat", TestServer.heartbeat("build-01"));

    assertThat(reply.header("ETag"))
        .isEqualTo(server.get("/api/agents/" + reply.text("/id")).header("ETag"));
  }

  @Test
  void aLateGoodbyeCannotRemoveTheSuccessor() {
    String path = "/api/agents/" + server.beat("build-01");
    String old = server.get(path).header("ETag");
    server.beat("build-01");

    Reply refused = server.send(server.request(path).header("If-Match", old).DELETE());
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(server.get(path).status()).isEqualTo(200);

    String now = server.get(path).header("ETag");
    assertThat(server.send(server.request(path).header("If-Match", now).DELETE()).status())
        .isEqualTo(204);
    assertThat(server.send(server.request(path).header("If-Match", now).DELETE()).status())
        .isEqualTo(404);
  }

  @Test
  void anAgentThatOnlyTurnedStaleCanStillBeRemovedWithItsTag() {
    String path = "/api/agents/" + server.beat("build-01");
    String tag = server.get(path).header("ETag");
    server.clock().set(TestServer.T0.plus(Duration.ofHours(1)));

    assertThat(server.send(server.request(path).header("If-Match", tag).DELETE()).status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\"",
        "nonsense",
        "\"zzzzzzzzzzzzzz-1-online\"",
        "W/\"0-1-online\"",
        "\"--1-online\""
      })
  void aConditionThatNamesNoStateOfTheAgentRemovesNothing(String condition) {
    String path = "/api/agents/" + server.beat("build-01");

    assertThat(server.send(server.request(path).header("If-Match", condition).DELETE()).status())
        .isEqualTo(412);
    assertThat(server.get(path).status()).isEqualTo(200);
  }

  @Test
  void anyStateWillDoForAStar() {
    String path = "/api/agents/" + server.beat("build-01");

    assertThat(server.send(server.request(path).header("If-Match", "*").DELETE()).status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agt_00000000", "agt_D21EA4EA", "agt_", "7", "%C3%A4", "a%20b"})
  void anUnknownOrMalformedIdIsA404(String id) {
    server.beat("build-01");

    assertThat(server.get("/api/agents/" + id).status()).isEqualTo(404);
    assertThat(server.delete("/api/agents/" + id).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/agents", "/api/agents/agt_d21ea4ea", "/api/agents/agt_00000000"})
  void headIsGetWithoutTheBody(String path) {
    server.beat("build-01");

    Reply get = server.get(path);
    Reply head = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    assertThat(head.body().isMissingNode()).isTrue();
    assertThat(server.get(path).status()).isEqualTo(get.status());
  }
}
