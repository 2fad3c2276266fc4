package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever starts a server, and sends it work, is told how it is. */
@Timeout(60)
class HealthTest {

  private static final Executor VIRTUAL = Thread::startVirtualThread;

  @RegisterExtension private final TestStore store = new TestStore();

  private final AtomicBoolean takesWrites = new AtomicBoolean(true);
  private final TestServer server =
      TestServer.start(new Monitored(Optional.of(takesWrites::get), Optional.empty(), () -> 0));

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply get(String path) {
    return server.send(server.requestWithoutToken(path).GET());
  }

  private Reply head(String path) {
    return server.send(server.requestWithoutToken(path).method("HEAD", BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @CsvSource({"/health/live, server", "/health/ready, store"})
  void aServerThatIsWellSaysSoToAnybody(String path, String check) {
    Reply reply = get(path);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-cache");
    assertThat(reply.text("/status")).isEqualTo("UP");
    assertThat(reply.texts("/checks", "name")).containsExactly(check);
    assertThat(reply.texts("/checks", "status")).containsExactly("UP");
    assertThat(head(path).status()).isEqualTo(204);
  }

  @Test
  void whileTheStoreTakesNoWritesItIsNotReadyButAlive() {
    takesWrites.set(false);
    Reply reply = get("/health/ready");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("/status")).isEqualTo("DOWN");
    assertThat(reply.texts("/checks", "name")).containsExactly("store");
    assertThat(reply.texts("/checks", "status")).containsExactly("DOWN");
    assertThat(head("/health/ready").status()).isEqualTo(503);
    assertThat(get("/health/live").status()).isEqualTo(200);

    takesWrites.set(true);
    assertThat(get("/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
  void itIsForReadingOnly(String path) {
    Reply reply = server.send(server.requestWithoutToken(path).POST(BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void whereNobodyTellsItIsReadyWhileItCanRead() {
    AtomicBoolean isBroken = new AtomicBoolean();
    AgentRegistry registry = AgentRegistry.over(store.agents(), brokenWhile(isBroken));
    try (TestServer alone = TestServer.start(registry)) {
      assertThat(alone.get("/health/ready").status()).isEqualTo(200);
      isBroken.set(true);
      assertThat(alone.get("/health/ready").status()).isEqualTo(503);
      isBroken.set(false);
      assertThat(alone.get("/health/ready").status()).isEqualTo(200);
    }
  }

  private static InstantSource brokenWhile(AtomicBoolean isBroken) {
    return () -> {
      if (isBroken.get()) {
        throw new RegistryUnavailableException("the store is away", true);
      }
      return TestServer.T0;
    };
  }

  @Test
  void aReadThatHangsKeepsNobodyWaitingAndIsNotBegunTwice() {
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    AgentRegistry registry =
        AgentRegistry.over(
            store.agents(),
            () -> {
              reads.incrementAndGet();
              awaitQuietly(hanging);
              return TestServer.T0;
            });
    ReadCheck check = new ReadCheck(registry, VIRTUAL);

    assertThat(check.isReady()).isFalse();
    assertThat(check.isReady()).isFalse();
    assertThat(reads).hasValue(1);

    hanging.countDown();
    TestServer.await(check::isReady);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
