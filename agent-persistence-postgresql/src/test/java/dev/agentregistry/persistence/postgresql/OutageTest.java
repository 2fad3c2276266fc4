package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static dev.agentregistry.persistence.postgresql.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away, and comes back. */
@Timeout(120)
class OutageTest {

  private static final int THREADS = 24;

  /** What an issue of this project promises; here with all tests on the same machine. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir static Path folder;

  private static PostgresServer server;

  private final Map<Integer, Long> answered = new ConcurrentHashMap<>();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean isOver;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void underLoadEverybodyIsToldToComeAgainAndNothingIsLost() throws Exception {
    try (PostgresAgentRepository store = PostgresAgentRepository.open(server.fresh())) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int agent = i;
        work.add(threads.submit(() -> load(store, agent)));
      }
      await(() -> answers.get() > 1_000);

      server.stop();
      await(() -> failed.get() > 1_000);
      server.startAgain();
      long back = System.nanoTime();
      int before = answers.get();
      await(() -> answers.get() > before + 100);
      Duration recovery = Duration.ofNanos(System.nanoTime() - back);

      isOver = true;
      for (Future<?> one : work) {
        one.get();
      }
      threads.shutdown();
      assertThat(recovery).isLessThan(SOON);
      for (int agent = 0; agent < THREADS; agent++) {
        Agent stored = store.find(id("agent-" + agent)).orElseThrow();
        assertThat(stored.version()).isGreaterThanOrEqualTo(answered.get(agent));
      }
      assertThat(list(store)).isEqualTo(THREADS);
    }
  }

  /** Each answer tells the next version, or one that was stored though nobody was told. */
  private void load(PostgresAgentRepository store, int agent) {
    while (!isOver) {
      try {
        long version = beat(store, "agent-" + agent).version();
        long last = answered.getOrDefault(agent, 0L);
        assertThat(version).isGreaterThan(last);
        answered.put(agent, version);
        if (version % 5 == 0) {
          assertThat(store.find(id("agent-" + agent))).isPresent();
          assertThat(list(store)).isPositive();
        }
        answers.incrementAndGet();
      } catch (RegistryUnavailableException away) {
        assertThat(away.isRetryable()).as(away.getMessage()).isTrue();
        failed.incrementAndGet();
      }
    }
  }

  @Test
  void atRestTheNextQuestionAfterARestartIsAnsweredOrToComeAgain() throws Exception {
    try (PostgresAgentRepository store = PostgresAgentRepository.open(server.fresh())) {
      beat(store, "one");
      server.stop();

      assertThatThrownBy(() -> beat(store, "one"))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("cannot be reached");
      assertThatThrownBy(() -> store.find(id("one")))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("postgresql://localhost:");

      server.startAgain();
      await(() -> isAnswered(() -> beat(store, "one")));
      assertThat(store.find(id("one")).orElseThrow().version()).isBetween(2L, 3L);
    }
  }

  private static boolean isAnswered(Runnable question) {
    try {
      question.run();
      return true;
    } catch (RegistryUnavailableException away) {
      return false;
    }
  }

  private static long list(PostgresAgentRepository store) {
    return store.list(AgentQuery.all(), Listening.always(), Beats.T0).total();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
