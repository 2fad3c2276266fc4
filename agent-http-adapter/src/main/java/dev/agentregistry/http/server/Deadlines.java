package dev.agentregistry.http.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends reads that take too long: Helidon waits for a stalled body forever. Interrupting the thread
 * that reads closes its connection. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer;

  Deadlines(Duration limit) {
    this.limit = limit;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("agent-registry-deadlines").daemon().factory());
    this.timer.setRemoveOnCancelPolicy(true);
  }

  /** Something that reads from the client. */
  interface Read<T> {
    T run() throws IOException;
  }

  /** Reads, on this thread, for as long as the limit allows. */
  <T> T within(Read<T> read) throws IOException {
    Alarm alarm = new Alarm(Thread.currentThread());
    ScheduledFuture<?> scheduled =
        timer.schedule(alarm::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return read.run();
    } finally {
      alarm.takeOff();
      scheduled.cancel(false);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Interrupts a thread, but only while it reads: later it would hit whatever comes next. */
  private static final class Alarm {

    private final Thread reader;
    private boolean rang;
    private boolean off;

    Alarm(Thread reader) {
      this.reader = reader;
    }

    synchronized void ring() {
      if (!off) {
        rang = true;
        reader.interrupt();
      }
    }

    synchronized void takeOff() {
      off = true;
      if (rang) {
        // The read may have ended in the last moment; its interrupt must not outlive it.
        Thread.interrupted();
      }
    }
  }
}
