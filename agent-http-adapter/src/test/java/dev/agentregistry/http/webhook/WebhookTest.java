package dev.agentregistry.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks, with a real receiver. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WebhookTest {

  private static final String SECRET = "a secret of some length";
  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");
  private static final InstantSource CLOCK = () -> T0;

  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofHours(1));

  private final AgentRepository store = new InMemoryAgentRepository();
  private final AgentRegistry registry = AgentRegistry.over(store, CLOCK);
  private final LinkedBlockingQueue<Post> posts = new LinkedBlockingQueue<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Webhook.class.getName());
  private final Handler handler = new Noting();
  private HttpServer receiver;

  private record Post(String path, String event, String id, String signature, String body) {}

  private final class Noting extends Handler {
    @Override
    public void publish(LogRecord line) {
      synchronized (logged) {
        logged.add(line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() throws IOException {
    receiver = receiver(0);
    logger.addHandler(handler);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    logger.removeHandler(handler);
    logger.setLevel(null);
  }

  private HttpServer receiver(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::take);
    server.start();
    return server;
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer;
    synchronized (answers) {
      answer = answers.isEmpty() ? "204" : answers.removeFirst();
    }
    String[] parts = answer.split(" ", 2);
    if (parts.length > 1) {
      String[] header = parts[1].split("=", 2);
      exchange.getResponseHeaders().add(header[0], header[1]);
    }
    Post post =
        new Post(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Agent-Registry-Event"),
            exchange.getRequestHeaders().getFirst("Agent-Registry-Event-Id"),
            exchange.getRequestHeaders().getFirst("Agent-Registry-Signature"),
            body);
    exchange.sendResponseHeaders(Integer.parseInt(parts[0]), -1);
    exchange.close();
    // Only now the answer is on its way: a receiver that stops earlier is posted it again.
    posts.add(post);
  }

  private void answer(String... next) {
    synchronized (answers) {
      answers.addAll(List.of(next));
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?key=k3y");
  }

  private WebhookOptions options(EventKind... kinds) {
    return new WebhookOptions(
        url(), SECRET, kinds.length == 0 ? EnumSet.allOf(EventKind.class) : Set.of(kinds));
  }

  private Webhook webhook(EventKind... kinds) {
    return Webhook.start(options(kinds), store, CLOCK, QUICK);
  }

  private static Heartbeat heartbeat(String name) {
    return Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/" + name));
  }

  private void beat(String name) {
    registry.heartbeat(heartbeat(name));
  }

  private Post next() throws InterruptedException {
    Post post = posts.poll(50, TimeUnit.SECONDS);
    assertThat(post).isNotNull();
    return post;
  }

  private List<String> nextIds(int count) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(next().id());
    }
    return ids;
  }

  private List<String> logged() {
    synchronized (logged) {
      return List.copyOf(logged);
    }
  }

  @Test
  void anEventIsPostedAsTheStreamTellsItAndSigned() throws Exception {
    beat("before");
    try (Webhook webhook = webhook()) {
      assertThat(webhook).isNotNull();
      beat("one");

      Post post = next();
      assertThat(post.path()).isEqualTo("/hook?key=k3y");
      assertThat(post.event()).isEqualTo("registered");
      assertThat(post.id()).isEqualTo("2");
      assertThat(post.body())
          .startsWith("{\"event\":\"registered\",\"at\":\"2026-01-31T09:30:00.123Z\",\"agent\":{");
      assertThat(post.signature())
          .isEqualTo(Signature.of(SECRET, T0, post.body().getBytes(StandardCharsets.UTF_8)))
          .startsWith("t=1769851800,v1=");
    }
  }

  @Test
  void theSignatureIsWhatOpensslMakesOfSecondsAndBody() {
    // printf '1769851800.{}' | openssl dgst -sha256 -hmac 'a secret of some length'
    assertThat(Signature.of(SECRET, T0, "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "t=1769851800,v1=78743f331bd24e670edfe545769f1d3f5a44e9abced36e575033110d39f21bb9");
  }

  @Test
  void onlyTheChosenKindsArePosted() throws Exception {
    try (Webhook webhook = webhook(EventKind.OFFLINE, EventKind.BACK)) {
      assertThat(webhook).isNotNull();
      beat("one");
      registry.heartbeat(heartbeat("one").withStatus(new AgentStatus("stopped")));
      beat("one");

      assertThat(next().event()).isEqualTo("offline");
      assertThat(next().event()).isEqualTo("back");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "503 Retry-After=0", "429", "408", "502"})
  void anEventIsPostedUntilItIsTakenAndTheOthersWaitTheirTurn(String failure) throws Exception {
    answer(failure, failure, failure);
    try (Webhook webhook = webhook()) {
      assertThat(webhook).isNotNull();
      beat("one");
      beat("two");

      assertThat(nextIds(5)).containsExactly("1", "1", "1", "1", "2");
    }
    assertThat(logged())
        .containsExactly(
            "the webhook at http://127.0.0.1:%d answers with status %s: trying again until it takes events"
                .formatted(receiver.getAddress().getPort(), failure.substring(0, 3)),
            "the webhook at http://127.0.0.1:%d takes events again"
                .formatted(receiver.getAddress().getPort()));
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "404", "410", "302 Location=/elsewhere"})
  void whatIsRefusedIsNotPostedAgainAndThatIsToldOnce(String refusal) throws Exception {
    answer(refusal, refusal);
    try (Webhook webhook = webhook()) {
      assertThat(webhook).isNotNull();
      beat("one");
      beat("two");
      beat("three");

      assertThat(nextIds(3)).containsExactly("1", "2", "3");
      while (logged().size() < 2) {
        Thread.onSpinWait();
      }
    }
    assertThat(posts).isEmpty();
    assertThat(logged())
        .hasSize(2)
        .first()
        .asString()
        .contains("refuses events with status " + refusal.substring(0, 3))
        .doesNotContain("k3y")
        .doesNotContain(SECRET);
  }

  @Test
  void aReceiverThatIsAwayGetsEverythingOnceItIsBackAndBothIsToldOnce() throws Exception {
    int port = receiver.getAddress().getPort();
    try (Webhook webhook = webhook()) {
      assertThat(webhook).isNotNull();
      beat("one");
      assertThat(next().id()).isEqualTo("1");
      receiver.stop(0);
      beat("two");
      beat("three");
      while (logged().isEmpty()) {
        Thread.onSpinWait();
      }
      receiver = receiver(port);

      assertThat(nextIds(2)).containsExactly("2", "3");
      while (logged().size() < 2) {
        Thread.onSpinWait();
      }
    }
    assertThat(logged()).hasSize(2);
    assertThat(logged().get(0)).contains("does not answer").doesNotContain("k3y");
    assertThat(logged().get(1)).endsWith("takes events again");
  }

  @Test
  void whoMissedEventsIsToldSo() throws Exception {
    receiver.stop(0);
    int port = receiver.getAddress().getPort();
    try (Webhook webhook = webhook(EventKind.REMOVED)) {
      assertThat(webhook).isNotNull();
      beat("one");
      registry.remove(AgentId.derive(heartbeat("one").identity()));
      while (logged().isEmpty()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < EventLog.KEPT_EVENTS + 200; i++) {
        beat("many-" + i);
      }
      receiver = receiver(port);

      assertThat(next().event()).isEqualTo("removed");
      Post reset = next();
      assertThat(reset.event()).isEqualTo("reset");
      assertThat(reset.body())
          .isEqualTo("{\"event\":\"reset\",\"at\":\"2026-01-31T09:30:00.123Z\"}");
    }
  }

  @Test
  void anEventThatNobodyTakesForLongIsGivenUp() throws Exception {
    answer("500", "500");
    Pace hasty =
        new Pace(
            QUICK.lookEvery(),
            QUICK.patience(),
            QUICK.firstPause(),
            QUICK.longestPause(),
            Duration.ZERO);
    try (Webhook webhook = Webhook.start(options(), store, CLOCK, hasty)) {
      assertThat(webhook).isNotNull();
      beat("one");
      beat("two");
      beat("three");

      assertThat(nextIds(3)).containsExactly("1", "2", "3");
    }
  }

  @Test
  void aReceiverThatTakesItsTimeHoldsNobodyUp() throws Exception {
    receiver.stop(0);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      WebhookOptions options =
          new WebhookOptions(
              URI.create("http://127.0.0.1:" + silent.getLocalPort()),
              SECRET,
              WebhookOptions.DEFAULT_KINDS);
      Webhook webhook = Webhook.start(options, store, CLOCK);
      beat("one");
      registry.remove(AgentId.derive(heartbeat("one").identity()));
      silent.accept();
      for (int i = 0; i < 1_000; i++) {
        beat("many-" + i);
      }

      long start = System.nanoTime();
      webhook.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(logged()).isEmpty();
  }

  @Test
  void pausesGrowUpToALimit() {
    for (int i = 0; i < 100; i++) {
      assertThat(Pace.USUAL.pauseAfter(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
      assertThat(Pace.USUAL.pauseAfter(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
      assertThat(Pace.USUAL.pauseAfter(1_000))
          .isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.org/x, such as",
    "https:///x, such as",
    "/hook, such as",
    "https://user:pw@example.org/, a user",
    "https://example.org/#x, such as",
  })
  void aUrlThatIsNoneIsRefusedWithoutNamingIt(String url, String told) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookOptions(URI.create(url), SECRET, WebhookOptions.DEFAULT_KINDS))
        .withMessageContaining(told)
        .withMessageNotContaining("pw");
  }

  @Test
  void aSecretHasSomeLengthAndIsNeverShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookOptions(url(), "fifteen letters", Set.of(EventKind.STALE)))
        .withMessage("the secret of a webhook must have 16 characters or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookOptions(url(), SECRET, Set.of()));
    assertThat(options().toString())
        .isEqualTo("http://127.0.0.1:" + receiver.getAddress().getPort());
  }
}
