package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventWatch;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/agents/events}, as its contract says it. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class EventEndpointTest {

  private static final String EVENTS = "/api/agents/events";

  @RegisterExtension private final TestStore stores = new TestStore();

  private final AgentRepository store = stores.agents();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(store);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void beat(String hostname, String more) {
    Reply reply =
        server.post(
            "/api/agents/heartbeat",
            """
            {"hostname": "%s", "machine_address": "10.0.0.5", "repo_path": "/srv"%s}
            """
                .formatted(hostname, more));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void theStreamBeginsAtOnceWithAPlaceToGoOnFrom() throws Exception {
    server.beat("build-01");
    try (Listening listening = Listening.to(server.request(EVENTS))) {
      assertThat(listening.response().statusCode()).isEqualTo(200);
      assertThat(listening.response().headers().map())
          .containsEntry("content-type", List.of("text/event-stream"))
          .containsEntry("cache-control", List.of("no-store"))
          .containsEntry("x-accel-buffering", List.of("no"));
      assertThat(listening.block()).isEqualTo(": connected|id: 1");
    }
  }

  @Test
  void theMetricsSayHowManyListenAndDoNotTakeAStreamForASlowRequest() throws Exception {
    try (Listening first = Listening.to(server, "");
        Listening second = Listening.to(server, "")) {
      assertThat(first).isNotSameAs(second);
      assertThat(server.text(server.request("/metrics").GET()).lines())
          .contains("agent_registry_event_listeners 2.0");
    }
    awaitNoListener();
    assertThat(server.text(server.request("/metrics").GET()))
        .contains("agent_registry_event_listeners 0.0")
        .doesNotContain("route=\"/api/agents/events\"");
  }

  @Test
  void anEventTellsWhatHappenedAndShowsTheAgent() throws Exception {
    try (Listening listening = Listening.to(server, "")) {
      String id = server.beat("build-01");

      assertThat(listening.block())
          .startsWith(
              "id: 1|event: registered|data: {\"event\":\"registered\","
                  + "\"at\":\"2026-01-31T09:30:00.123Z\",\"agent\":{\"id\":\""
                  + id
                  + "\",\"hostname\":\"build-01\"")
          .endsWith("\"version\":1}}");
    }
  }

  @Test
  void eachThingThatHappensIsToldInItsOrder() throws Exception {
    EventWatch watch = new EventWatch(store, server.clock());
    try (Listening listening = Listening.to(server, "")) {
      beat("build-01", "");
      beat("build-01", "");
      beat("build-01", ", \"status\": \"working\"");
      server.clock().set(TestServer.T0.plusSeconds(301));
      watch.look();
      beat("build-01", ", \"status\": \"working\"");
      beat("build-01", ", \"status\": \"stopped\"");
      server.delete("/api/agents/" + server.get("/api/agents").text("/agents/0/id"));

      assertThat(listening.events(6))
          .containsExactly(
              "1 registered", "2 changed", "3 stale", "4 back", "5 offline", "6 removed");
    }
  }

  @Test
  void anIssueThatComesIntoAnotherStateIsShown() throws Exception {
    EventWatch watch = new EventWatch(store, server.clock());
    beat("build-01", ", \"issue_ids\": [\"T-1\"]");
    watch.look();
    try (Listening listening = Listening.to(server, "?event=contested&event=held")) {
      beat("build-02", ", \"issue_ids\": [\"T-1\"]");
      watch.look();

      assertThat(listening.block())
          .startsWith(
              "id: 3|event: contested|data: {\"event\":\"contested\","
                  + "\"at\":\"2026-01-31T09:30:00.123Z\",\"issue\":{\"issue_id\":\"T-1\","
                  + "\"state\":\"contested\",\"agent_count\":2,\"agents\":[{\"id\":");
      beat("build-01", "");
      watch.look();
      assertThat(listening.event()).isEqualTo("5 held");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "event=changed, 5 changed",
    "event=changed&event=registered&hostname=BUILD-03, 3 registered",
    "status=working, 4 changed",
    "hostname=Build-02, 2 registered",
    "repo_path=/srv&hostname=build-03, 3 registered",
    "repo_path=/other, 6 registered",
    "issue_id=T-1, 2 registered",
    "capability=java, 3 registered",
  })
  void filtersLetThroughWhatTheySay(String query, String first) throws Exception {
    try (Listening listening = Listening.to(server, "?" + query)) {
      beat("build-01", "");
      beat("build-02", ", \"issue_ids\": [\"T-1\"]");
      beat("build-03", ", \"capabilities\": [\"java\"]");
      if (query.equals("event=changed")) {
        beat("build-04", "");
      }
      beat("build-01", ", \"status\": \"working\"");
      server.post(
          "/api/agents/heartbeat",
          "{\"hostname\": \"x\", \"machine_address\": \"y\", \"repo_path\": \"/other\"}");

      assertThat(listening.event()).isEqualTo(first.replace("6 ", "5 "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "event=exploded, event",
    "event=reset, event",
    "status=a b, status",
    "liveness=stale, liveness",
    "last_event_id=1&last_event_id=2, last_event_id",
  })
  void aBadParameterIsNamed(String query, String field) {
    Reply reply = server.get(EVENTS + "?" + query.replace(" ", "%20"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListenerGoesOnAfterTheLastEventThatItHas(boolean isHeader) throws Exception {
    server.beat("build-01");
    server.beat("build-02");
    server.beat("build-03");

    try (Listening listening =
        Listening.to(
            isHeader
                ? server.request(EVENTS).header("Last-Event-ID", "1")
                : server.request(EVENTS + "?last_event_id=1"))) {
      assertThat(listening.block()).isEqualTo(": connected|id: 1");
      server.beat("build-04");
      assertThat(listening.events(3))
          .containsExactly("2 registered", "3 registered", "4 registered");
    }
  }

  @Test
  void aListenerGoesOnThoughTheServerIsAnother() throws Exception {
    server.beat("build-01");
    server.beat("build-02");
    server.close();
    server = TestServer.start(store);

    try (Listening listening = Listening.to(server, "?last_event_id=0")) {
      assertThat(listening.events(2)).containsExactly("1 registered", "2 registered");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "9999999999999999999999", "-1", "x", "1 ", "0x1"})
  void whoseLastEventIsNotKnownIsToldToListAgain(String lastEventId) throws Exception {
    server.beat("build-01");

    try (Listening listening =
        Listening.to(
            server.request(EVENTS + "?last_event_id=" + lastEventId.replace(" ", "%20")))) {
      assertThat(listening.block())
          .isEqualTo(
              "id: 1|event: reset|data: "
                  + "{\"event\":\"reset\",\"at\":\"2026-01-31T09:30:00.123Z\"}");
      server.beat("build-02");
      assertThat(listening.event()).isEqualTo("2 registered");
    }
  }

  @Test
  void aQuietStreamSaysNowAndThenThatItIsThereAndHowFarItIs() throws Exception {
    try (TestServer other =
            TestServer.start(store, Patience.usual().withKeepAlive(Duration.ofMillis(20)));
        Listening listening = Listening.to(other, "?event=stale")) {
      assertThat(listening.block()).isEqualTo(":|id: 0");
      other.beat("build-01");
      String block = listening.block();
      while (block.equals(":|id: 0")) {
        block = listening.block();
      }
      assertThat(block).isEqualTo(":|id: 1");
    }
  }

  @Test
  void listenersAreCounted() throws Exception {
    try (Listening one = Listening.to(server, "");
        Listening two = Listening.to(server, "?event=stale")) {
      assertThat(server.listeners()).isEqualTo(2);
      server.beat("build-01");
      assertThat(one.event()).isEqualTo("1 registered");
      assertThat(two.response().statusCode()).isEqualTo(200);
    }
    awaitNoListener();
  }

  private void awaitNoListener() {
    EventWatch watch = new EventWatch(store, server.clock());
    TestServer.await(
        () -> {
          // Only who is told something turns out to be gone, and some hear of silence alone.
          server.beat("build-01");
          server.clock().set(server.clock().instant().plusSeconds(301));
          watch.look();
          return server.listeners() == 0;
        });
  }

  @Test
  void stoppingEndsTheStreamsAtOnce() throws Exception {
    try (Listening one = Listening.to(server, "");
        Listening two = Listening.to(server, "")) {
      long start = System.nanoTime();
      server.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(one.block()).isEmpty();
      assertThat(two.block()).isEmpty();
    }
  }

  @Test
  void onlyGettingIsPossibleAndOnlyWithAToken() {
    for (String method : List.of("HEAD", "POST", "DELETE")) {
      Reply reply = server.send(server.request(EVENTS).method(method, BodyPublishers.noBody()));
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).isEqualTo("GET");
    }
    assertThat(server.send(server.requestWithoutToken(EVENTS).GET()).status()).isEqualTo(401);
  }
}
