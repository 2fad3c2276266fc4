package dev.agentregistry.http.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A warning that may come with every request, when there is a fault or an attack: it is logged once
 * a second at most, with the number of those left out since. Thread-safe.
 */
final class RepeatedWarning {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Logger log;
  private final LongSupplier nanoTime;
  private final AtomicLong nextAt;
  private final AtomicLong leftOut = new AtomicLong();

  RepeatedWarning(Logger log) {
    this(log, System::nanoTime);
  }

  RepeatedWarning(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.nextAt = new AtomicLong(nanoTime.getAsLong());
  }

  void log(String message) {
    long now = nanoTime.getAsLong();
    long next = nextAt.get();
    if (now - next < 0 || !nextAt.compareAndSet(next, now + PAUSE)) {
      leftOut.incrementAndGet();
      return;
    }
    long others = leftOut.getAndSet(0);
    log.log(
        Level.WARNING,
        others == 0 ? message : "%s (and %d more such since the last)".formatted(message, others));
  }
}
