package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.HttpConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Connections that send heartbeats without a pause until they are told to stop, whatever is
 * answered; every answer is noted.
 */
final class Beating implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final ExecutorService connections = Executors.newCachedThreadPool();
  private final Map<String, Queue<Long>> versions = new ConcurrentHashMap<>();
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<IOException> broken = new ConcurrentLinkedQueue<>();
  private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);
  private final Semaphore stored = new Semaphore(0);
  private final Semaphore refused = new Semaphore(0);
  private volatile boolean stopping;

  /** One more connection, to this server, for this agent. */
  Beating over(ServerProcess server, String hostname) {
    connections.execute(() -> beatUntilToldToStop(server, () -> hostname));
    return this;
  }

  /** One more connection, on which each heartbeat is the first of another agent. */
  Beating registering(ServerProcess server, String prefix) {
    AtomicInteger number = new AtomicInteger();
    connections.execute(() -> beatUntilToldToStop(server, () -> prefix + number.incrementAndGet()));
    return this;
  }

  /** Waits until so many heartbeats more were stored. */
  void awaitStored(int count) throws InterruptedException {
    await(stored, count, "stored");
  }

  /** Waits until so many heartbeats more were refused. */
  void awaitRefused(int count) throws InterruptedException {
    await(refused, count, "refused");
  }

  private void await(Semaphore noted, int count, String what) throws InterruptedException {
    noted.drainPermits();
    assertThat(noted.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("%d heartbeats more are %s; broken: %s", count, what, broken)
        .isTrue();
  }

  /** Ends all connections, each after its answer. */
  void stop() throws InterruptedException {
    stopping = true;
    connections.shutdown();
    assertThat(connections.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Every answer that was not 200. */
  Queue<Answer> refusals() {
    return refusals;
  }

  /** Why connections ended before they were told to. */
  Queue<IOException> broken() {
    return broken;
  }

  /** The longest that anybody waited for an answer. */
  Duration slowest() {
    return Duration.ofNanos(slowestNanos.get());
  }

  /** The last version that was answered of each agent, by ID. */
  Map<String, Long> lastVersions() {
    Map<String, Long> last = new TreeMap<>();
    ids.forEach(
        (hostname, id) ->
            last.put(id, versions.get(hostname).stream().mapToLong(v -> v).max().orElseThrow()));
    return last;
  }

  /** Every version of every agent from the first on was answered once. */
  void assertGapless() {
    assertThat(versions).isNotEmpty();
    versions.forEach(
        (hostname, answered) -> {
          List<Long> sorted = answered.stream().sorted().toList();
          assertThat(sorted)
              .as(hostname)
              .isEqualTo(LongStream.rangeClosed(1, sorted.size()).boxed().toList());
        });
  }

  /**
   * Each answer had a higher version than the one before: for agents of one connection, where
   * heartbeats may be stored though nobody was told.
   */
  void assertGrowing() {
    assertThat(versions).isNotEmpty();
    versions.forEach(
        (hostname, answered) ->
            assertThat(List.copyOf(answered))
                .as(hostname)
                .isEqualTo(List.copyOf(new TreeSet<>(answered))));
  }

  @Override
  public void close() {
    stopping = true;
    connections.close();
  }

  private void beatUntilToldToStop(ServerProcess server, Supplier<String> hostnames) {
    try (HttpConnection connection = HttpConnection.to(server)) {
      while (!stopping) {
        String hostname = hostnames.get();
        long asked = System.nanoTime();
        Answer answer = connection.beat(Beat.plain(hostname).json());
        slowestNanos.accumulate(System.nanoTime() - asked);
        note(hostname, answer);
      }
    } catch (IOException e) {
      broken.add(e);
    }
  }

  private void note(String hostname, Answer answer) {
    if (answer.status() != 200) {
      refusals.add(answer);
      refused.release();
      return;
    }
    versions
        .computeIfAbsent(hostname, h -> new ConcurrentLinkedQueue<>())
        .add(JudgedAgent.version(answer.json()));
    // After its version: whoever finds the ID finds one.
    ids.putIfAbsent(hostname, answer.json().at("/id").asText());
    stored.release();
  }
}
