package dev.agentregistry.http.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Failed attempts to get in, by the address that they came from: after a few, each further one has
 * to wait for its answer, longer and longer. Whoever has a token never waits. Thread-safe; bounded
 * in memory.
 */
final class FailedAttempts {

  private static final int FREE = 5;
  private static final int MAX_ADDRESSES = 4_096;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** After so long without one, all is forgotten. */
  private static final Duration MEMORY = Duration.ofMinutes(5);

  private final LongSupplier nanoTime;
  private final Map<String, Attempts> byAddress = new LinkedHashMap<>(16, 0.75f, true);

  FailedAttempts() {
    this(System::nanoTime);
  }

  FailedAttempts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Attempts(int count, long last) {}

  /** Counts one more; returns how long its answer has to wait. */
  synchronized Duration count(String address) {
    long now = nanoTime.getAsLong();
    Attempts before = byAddress.get(address);
    int count = before == null || now - before.last() > MEMORY.toNanos() ? 1 : before.count() + 1;
    byAddress.put(address, new Attempts(count, now));
    if (byAddress.size() > MAX_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
    return pause(count);
  }

  /** How many addresses are remembered. */
  synchronized int size() {
    return byAddress.size();
  }

  private static Duration pause(int count) {
    if (count <= FREE) {
      return Duration.ZERO;
    }
    int doublings = Math.min(count - FREE - 1, 10);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
