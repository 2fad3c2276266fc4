package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.http.json.HistoryJson.Sample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The last hour, in memory: how many heartbeats came, and how many agents there were. Thread-safe.
 */
final class History {

  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final int MAX_SAMPLES = (int) Duration.ofHours(1).dividedBy(INTERVAL);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier heartbeats;
  private final Supplier<Optional<AgentCounts>> counts;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long lastHeartbeats;
  private long lastNanos;

  /**
   * Begins with none.
   *
   * @param heartbeats how many were stored since the server started
   * @param counts how many agents there are; a sample is left out where that is unknown
   * @param clock tells when a sample was taken
   * @param nanoTime tells how long after the one before, by {@link System#nanoTime}
   */
  History(
      LongSupplier heartbeats,
      Supplier<Optional<AgentCounts>> counts,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.heartbeats = heartbeats;
    this.counts = counts;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Takes one; called every {@link #INTERVAL}. */
  void sample() {
    // Counting may take its time: nobody who reads waits for it.
    Optional<AgentCounts> known = counts.get();
    synchronized (this) {
      double perSecond = perSecond();
      known.ifPresent(agents -> add(agents, perSecond));
    }
  }

  private double perSecond() {
    long now = nanoTime.getAsLong();
    long stored = heartbeats.getAsLong();
    double seconds = Math.max(1, now - lastNanos) / NANOS_PER_SECOND;
    double perSecond = (stored - lastHeartbeats) / seconds;
    lastNanos = now;
    lastHeartbeats = stored;
    return perSecond;
  }

  private void add(AgentCounts agents, double perSecond) {
    if (samples.size() == MAX_SAMPLES) {
      samples.removeFirst();
    }
    samples.addLast(
        new Sample(
            clock.instant(),
            perSecond,
            agents.byLiveness().getOrDefault(Liveness.ONLINE, 0L),
            agents.byLiveness().getOrDefault(Liveness.STALE, 0L),
            agents.byLiveness().getOrDefault(Liveness.OFFLINE, 0L)));
  }

  /** The oldest first. */
  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }
}
