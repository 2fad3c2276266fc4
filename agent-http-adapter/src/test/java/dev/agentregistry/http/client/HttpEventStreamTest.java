package dev.agentregistry.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AccessDeniedException;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.EventWatch;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listening to a server, from far. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HttpEventStreamTest {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");
  private static final InstantSource CLOCK = () -> T0;

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  @RegisterExtension private final TestStore stores = new TestStore();

  private final AgentRepository store = stores.agents();
  private final AgentRegistry registry = AgentRegistry.over(store, CLOCK);

  private AgentRecord beat(String name, String... issueIds) {
    return registry.heartbeat(
        Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/" + name))
            .withIssueIds(List.of(issueIds)));
  }

  private static EventStream listen(HttpAgentRegistry client) {
    return client.events(EventQuery.all(), OptionalLong.empty());
  }

  private static RegistryEvent one(EventStream stream) {
    List<RegistryEvent> events = stream.next(LONG);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static String reset(long id) {
    return "id: %d\nevent: reset\ndata: {\"event\":\"reset\",\"at\":\"%s\"}\n\n"
        .formatted(id, "2026-01-31T09:30:00.123Z");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatHappensFromNowOnIsToldAsItIs(boolean isLasting) throws Exception {
    beat("before");
    try (Far far = Far.serving(store, CLOCK);
        HttpAgentRegistry client = far.client(isLasting);
        EventStream stream = listen(client)) {
      AgentRecord agent = beat("one", "T-1");

      assertThat(one(stream))
          .isEqualTo(
              new RegistryEvent.OfAgent(
                  2,
                  T0,
                  EventKind.REGISTERED,
                  new AgentRecord(
                      agent.agent().withIncarnation(T0.toEpochMilli() * 1_000_000),
                      agent.liveness(),
                      agent.staleAt())));
    }
  }

  @Test
  void anIssueIsToldWithWhoWorksOnIt() throws Exception {
    EventWatch watch = new EventWatch(store, CLOCK);
    beat("one", "T-1");
    watch.look();
    try (Far far = Far.serving(store, CLOCK);
        HttpAgentRegistry client = far.client(true);
        EventStream stream =
            client.events(
                new EventQuery(
                    Set.of(EventKind.CONTESTED),
                    AgentQuery.builder()
                        .hostnames(List.of("BUILD-01"))
                        .issueIds(List.of("T-1"))
                        .build()),
                OptionalLong.empty())) {
      beat("two", "T-1");
      watch.look();
      Issue issue = registry.issue("T-1").orElseThrow();

      assertThat(one(stream)).isEqualTo(new RegistryEvent.OfIssue(3, T0, issue));
    }
  }

  @Test
  void whereNothingHappensNothingComes() throws Exception {
    try (Far far = Far.serving(store, CLOCK);
        HttpAgentRegistry client = far.client(true);
        EventStream stream = listen(client)) {
      assertThat(stream.next(Duration.ofMillis(20))).isEmpty();
      assertThat(stream.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void whatHappensWhileTheServerIsAwayIsToldAfterwards() throws Exception {
    try (Far far = Far.serving(store, CLOCK);
        HttpAgentRegistry client = far.client(true);
        EventStream stream = listen(client)) {
      beat("one");
      assertThat(one(stream).id()).isEqualTo(1);
      far.stop();
      beat("two");
      assertThat(stream.next(Duration.ofMillis(50))).isEmpty();
      beat("three");

      try (Far again = far.again(store, CLOCK)) {
        assertThat(again.url()).isEqualTo(far.url());
        List<RegistryEvent> events = new ArrayList<>();
        while (events.size() < 2) {
          events.addAll(stream.next(LONG));
        }
        assertThat(events).extracting(RegistryEvent::id).containsExactly(2L, 3L);
      }
    }
  }

  @Test
  void aListenerBeginsWhereItLikes() throws Exception {
    beat("one");
    beat("two");
    try (Far far = Far.serving(store, CLOCK);
        HttpAgentRegistry client = far.client(true);
        EventStream known = client.events(EventQuery.all(), OptionalLong.of(1));
        EventStream unknown = client.events(EventQuery.all(), OptionalLong.of(77))) {
      assertThat(one(known).id()).isEqualTo(2);
      assertThat(one(unknown)).isEqualTo(new RegistryEvent.Missed(2, T0));
    }
  }

  @Test
  void itGoesOnFromTheLastPlaceThatItWasToldBeItNoEvent() throws Exception {
    try (RawServer server =
            new RawServer(
                HEAD + ": connected\nid: 41\n\n",
                HEAD + ":\nid: 42\n\nid: 43\ndata: {\"event\"",
                RawServer.problem(503, "", "busy"),
                RawServer.NOTHING,
                HEAD + reset(44) + RawServer.AND_SILENCE);
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.options(server.url(), "t", true));
        EventStream stream = listen(client)) {
      assertThat(one(stream)).isEqualTo(new RegistryEvent.Missed(44, T0));
      assertThat(server.requests()).hasSize(5);
      assertThat(server.requests().get(0)).doesNotContainIgnoringCase("Last-Event-ID");
      assertThat(server.requests().get(1)).containsIgnoringCase("Last-Event-ID: 41\r\n");
      assertThat(server.requests().get(2)).containsIgnoringCase("Last-Event-ID: 42\r\n");
      assertThat(server.requests().get(4)).containsIgnoringCase("Last-Event-ID: 42\r\n");
    }
  }

  @Test
  void aServerThatSaysNothingForLongIsLeft() throws Exception {
    try (RawServer server =
            new RawServer(
                HEAD + ": connected\nid: 1\n\n" + RawServer.AND_SILENCE,
                HEAD + reset(2) + RawServer.AND_SILENCE);
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.options(server.url(), "t", true));
        EventStream stream =
            client.events(EventQuery.all(), OptionalLong.empty(), Duration.ofMillis(100))) {
      assertThat(one(stream).id()).isEqualTo(2);
    }
  }

  @Test
  void whatIsOfAKindThatIsNotKnownIsPassedOver() throws Exception {
    try (RawServer server =
            new RawServer(
                HEAD
                    + "id: 1\ndata: {\"event\":\"newer\",\"at\":\"2026-01-31T09:30:00.123Z\"}\n\n"
                    + reset(2)
                    + RawServer.AND_SILENCE);
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.options(server.url(), "t", true));
        EventStream stream = listen(client)) {
      assertThat(one(stream).id()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, the token file",
    "403, It is refused",
    "404, check the URL",
    "422, It is refused",
    "500, It is refused",
  })
  void aRefusalIsTold(int status, String told) throws Exception {
    try (RawServer server = new RawServer(RawServer.problem(status, "", "It is refused"));
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.options(server.url(), "t", true))) {
      assertThatThrownBy(() -> listen(client).close())
          .isInstanceOfAny(AccessDeniedException.class, RegistryUnavailableException.class)
          .hasMessageContaining(told);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRefusalIsToldThoughItListenedBefore() throws Exception {
    try (RawServer server =
            new RawServer(HEAD + "id: 1\n\n", RawServer.problem(401, "", "It is refused"));
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.options(server.url(), "t", true));
        EventStream stream = listen(client)) {
      assertThatThrownBy(() -> stream.next(LONG)).isInstanceOf(AccessDeniedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
        HEAD + "id: x\ndata: {}\n\n",
        HEAD + "id: 1\ndata: hello\n\n",
        HEAD + "id: 1\ndata: {\"event\":\"stale\",\"at\":\"2026-01-31T09:30:00.123Z\"}\n\n",
      })
  void whatIsNoRegistryIsToldToBeNone(String answer) throws Exception {
    try (RawServer server = new RawServer(answer);
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.options(server.url(), "t", true))) {
      assertThatThrownBy(
              () -> {
                try (EventStream stream = listen(client)) {
                  stream.next(LONG);
                }
              })
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("is no agent registry");
    }
  }

  @Test
  void whereNobodyListensThatIsTold() throws IOException {
    Far far = Far.serving(store, CLOCK);
    far.close();
    try (HttpAgentRegistry client = far.client(true)) {
      assertThatThrownBy(() -> listen(client).close())
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("no answer from " + far.url());
    }
  }

  @Test
  void closingEndsTheWait() throws Exception {
    try (Far far = Far.serving(store, CLOCK);
        HttpAgentRegistry client = far.client(true)) {
      EventStream stream = listen(client);
      CompletableFuture<List<RegistryEvent>> waiting =
          CompletableFuture.supplyAsync(() -> stream.next(LONG));
      stream.close();

      assertThat(waiting.get()).isEmpty();
    }
  }
}
