package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what has to come, however long it takes on a busy machine. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Waits until a condition holds.
   *
   * @param instead what there is to say where it never does
   */
  static void holds(BooleanSupplier condition, Supplier<String> instead) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).as(instead).isLessThan(PATIENCE);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
