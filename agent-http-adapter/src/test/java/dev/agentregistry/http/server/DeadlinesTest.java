package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DeadlinesTest {

  @Test
  void aWaitThatTakesTooLongIsInterruptedAndTheNextOneIsNot() throws Exception {
    try (Deadlines deadlines = new Deadlines(Duration.ofMillis(20))) {
      for (int i = 0; i < 3; i++) {
        assertThatIOException().isThrownBy(() -> deadlines.within(DeadlinesTest::waitForEver));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(deadlines.within(() -> "quick")).isEqualTo("quick");
      }
    }
  }

  @Test
  void noInterruptOutlivesItsWait() throws Exception {
    AtomicLong rang = new AtomicLong();
    List<Callable<Boolean>> waiters = new ArrayList<>();
    // As short as can be: nearly every alarm rings just while it is taken off.
    try (Deadlines deadlines = new Deadlines(Duration.ofNanos(1));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        waiters.add(() -> neverInterruptedAfterwards(deadlines, rang));
      }
      for (Future<Boolean> waiter : threads.invokeAll(waiters)) {
        assertThat(waiter.get()).isTrue();
      }
    }
    assertThat(rang).hasPositiveValue();
  }

  private static boolean neverInterruptedAfterwards(Deadlines deadlines, AtomicLong rang)
      throws IOException {
    for (int i = 0; i < 20_000; i++) {
      boolean interrupted =
          deadlines.within(
              () -> {
                Thread.yield();
                return Thread.currentThread().isInterrupted();
              });
      if (interrupted) {
        rang.incrementAndGet();
      }
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }

  private static Void waitForEver() throws IOException {
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("nobody counts it down");
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    }
  }
}
