package dev.agentregistry.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  @RegisterExtension private final TestStore stores = new TestStore();

  private final AgentRepository store = stores.agents();
  private final AgentRegistry registry = AgentRegistry.over(store, CLOCK);
  private final PostReceiver receiver = new PostReceiver();
  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Webhook.class.getName());
  private final Handler handler = new Noting();

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
    receiver.start();
    logger.addHandler(handler);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    receiver.stop();
    logger.removeHandler(handler);
    logger.setLevel(null);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + receiver.port() + "/hook?key=k3y");
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

  /** From many sides, since a store may take its time for each. */
  private void beatMany(int count) throws Exception {
    List<Callable<Void>> beats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "many-" + i;
      beats.add(
          () -> {
            beat(name);
            return null;
          });
    }
    try (ExecutorService sides = Executors.newFixedThreadPool(32)) {
      for (Future<Void> done : sides.invokeAll(beats)) {
        done.get();
      }
    }
  }

  private List<String> nextIds(int count) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(receiver.next().id());
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

      PostReceiver.Post post = receiver.next();
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
  void onlyTheChosenKindsArePosted() throws Exception {
    try (Webhook webhook = webhook(EventKind.OFFLINE, EventKind.BACK)) {
      assertThat(webhook).isNotNull();
      beat("one");
      registry.heartbeat(heartbeat("one").withStatus(new AgentStatus("stopped")));
      beat("one");

      assertThat(receiver.next().event()).isEqualTo("offline");
      assertThat(receiver.next().event()).isEqualTo("back");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "503 Retry-After=0", "429", "408", "502"})
  void anEventIsPostedUntilItIsTakenAndTheOthersWaitTheirTurn(String failure) throws Exception {
    receiver.answer(failure, failure, failure);
    try (Webhook webhook = webhook()) {
      assertThat(webhook).isNotNull();
      beat("one");
      beat("two");

      assertThat(nextIds(5)).containsExactly("1", "1", "1", "1", "2");
    }
    assertThat(logged())
        .containsExactly(
            "the webhook at http://127.0.0.1:%d answers with status %s: trying again until it takes events"
                .formatted(receiver.port(), failure.substring(0, 3)),
            "the webhook at http://127.0.0.1:%d takes events again".formatted(receiver.port()));
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "404", "410", "302 Location=/elsewhere"})
  void whatIsRefusedIsNotPostedAgainAndThatIsToldOnce(String refusal) throws Exception {
    receiver.answer(refusal, refusal);
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
    assertThat(receiver.hasMore()).isFalse();
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
    try (Webhook webhook = webhook()) {
      assertThat(webhook).isNotNull();
      beat("one");
      assertThat(receiver.next().id()).isEqualTo("1");
      receiver.stop();
      beat("two");
      beat("three");
      while (logged().isEmpty()) {
        Thread.onSpinWait();
      }
      receiver.start();

      assertThat(nextIds(2)).containsExactly("2", "3");
      while (logged().size() < 2) {
        Thread.onSpinWait();
      }
    }
    assertThat(logged()).hasSize(2);
    assertThat(logged().get(0))
        .contains("does not answer (")
        .doesNotContain("Exception")
        .doesNotContain("k3y");
    assertThat(logged().get(1)).endsWith("takes events again");
  }

  @Test
  void whoMissedEventsIsToldSo() throws Exception {
    receiver.stop();
    try (Webhook webhook = webhook(EventKind.REMOVED)) {
      assertThat(webhook).isNotNull();
      beat("one");
      registry.remove(AgentId.derive(heartbeat("one").identity()));
      while (logged().isEmpty()) {
        Thread.onSpinWait();
      }
      beatMany(EventLog.KEPT_EVENTS + 200);
      receiver.start();

      assertThat(receiver.next().event()).isEqualTo("removed");
      PostReceiver.Post reset = receiver.next();
      assertThat(reset.event()).isEqualTo("reset");
      assertThat(reset.body())
          .isEqualTo("{\"event\":\"reset\",\"at\":\"2026-01-31T09:30:00.123Z\"}");
    }
  }

  @Test
  void anEventThatNobodyTakesForLongIsGivenUp() throws Exception {
    receiver.answer("500", "500");
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
    receiver.stop();
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
}
