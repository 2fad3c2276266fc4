package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.PruneTooLargeException;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.store.TestStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoggingTest {

  // Held here: java.util.logging itself forgets loggers that nobody holds.
  private final Logger logger = Logger.getLogger("dev.agentregistry.http.server");
  private final Lines lines = new Lines();
  @RegisterExtension private final TestStore store = new TestStore();

  private final TestServer server = TestServer.start();

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    server.close();
    logger.removeHandler(lines);
    logger.setLevel(null);
  }

  @Test
  void newAndRemovedAgentsAreInfoAndHeartbeatsAreNot() {
    logger.setLevel(Level.INFO);

    server.beat("build-01");
    server.beat("build-01");
    server.delete("/api/agents/agt_d21ea4ea");
    server.post("/api/agents/prune", "{\"older_than\": \"7d\"}");

    assertThat(lines.all)
        .containsExactly(
            "INFO registered agt_d21ea4ea (build-01:10.0.0.5:/srv/repos/tracker), version 1",
            "INFO removed agt_d21ea4ea",
            "INFO pruned 0 agents last seen before 2026-01-24T09:30:00.123Z, spared 0");
  }

  @Test
  void heartbeatsAndRequestsAreDebug() {
    logger.setLevel(Level.FINE);

    server.beat("build-01");
    server.beat("build-01");

    assertThat(lines.all)
        .contains(
            "FINE heartbeat of agt_d21ea4ea (build-01:10.0.0.5:/srv/repos/tracker), version 2")
        .anyMatch(line -> line.matches("FINE POST /api/agents/heartbeat 200 \\d+ ms"));
  }

  @Test
  void aRefusedTokenIsAWarningWithoutTheToken() {
    logger.setLevel(Level.ALL);

    server.send(
        server
            .requestWithoutToken("/api/agents?hostname=secret-in-query")
            .header("Authorization", "Bearer wrong-token")
            .GET());
    server.beat("build-01");

    assertThat(lines.all)
        .contains("WARNING refused GET /api/agents from 127.0.0.1: unknown token")
        .noneMatch(line -> line.contains("wrong-token"))
        .noneMatch(line -> line.contains(TestServer.TOKEN));
  }

  @Test
  void aStoreThatRefusesEverythingIsWarnedOfOnceASecondAndNotWithEachRequest() {
    AgentRegistry full =
        AgentRegistry.over(
            store.agents(),
            () -> {
              throw new RegistryUnavailableException("the queue is full", true);
            });
    logger.setLevel(Level.INFO);
    long start = System.nanoTime();
    try (TestServer overloaded = TestServer.start(full)) {
      for (int i = 0; i < 100; i++) {
        Reply reply = overloaded.post("/api/agents/heartbeat", TestServer.heartbeat("a"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
      }
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);

    assertThat(lines.all)
        .hasSizeBetween(1, (int) seconds + 1)
        .allMatch(line -> line.startsWith("WARNING The queue is full."))
        .first()
        .isEqualTo("WARNING The queue is full.");
  }

  @Test
  void aClientThatVanishesBeforeItsAnswerIsNothingToWarnOf() throws Exception {
    Logger all = Logger.getLogger("");
    all.setLevel(Level.WARNING);
    all.addHandler(lines);
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch vanished = new CountDownLatch(1);
    AgentRegistry refusing =
        AgentRegistry.over(
            store.agents(),
            () -> {
              arrived.countDown();
              await(vanished);
              throw new PruneTooLargeException(11, 20);
            });
    try (TestServer slow = TestServer.start(refusing);
        RawConnection client = new RawConnection(slow.port())) {
      client.send(
          "GET /api/agents HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
              + TestServer.TOKEN
              + "\n\n");
      await(arrived);
      client.vanish();
      vanished.countDown();
    } finally {
      all.removeHandler(lines);
      all.setLevel(Level.OFF);
    }

    assertThat(lines.all).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Lines extends Handler {

    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      all.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
