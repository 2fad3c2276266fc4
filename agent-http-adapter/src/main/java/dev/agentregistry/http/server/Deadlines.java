package dev.agentregistry.http.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends reads that take too long: Helidon waits for stalled headers and bodies forever. Interrupting
 * the thread that reads closes its connection. Thread-safe.
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
    Alarm alarm = set();
    try {
      return read.run();
    } finally {
      alarm.takeOff();
    }
  }

  /** Sets an alarm for what this thread reads from now on. */
  Alarm set() {
    Alarm alarm = new Alarm(Thread.currentThread());
    alarm.scheduled = timer.schedule(alarm::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
    return alarm;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Interrupts a thread, but only while it reads: later it would hit whatever comes next. */
  static final class Alarm {

    private final Thread reader;
    private @Nullable Future<?> scheduled;
    private boolean rang;
    private boolean off;

    private Alarm(Thread reader) {
      this.reader = reader;
    }

    private synchronized void ring() {
      if (!off) {
        rang = true;
        reader.interrupt();
      }
    }

    /** Called by the thread that has read. */
    synchronized void takeOff() {
      off = true;
      if (scheduled != null) {
        scheduled.cancel(false);
      }
      if (rang) {
        // The read may have ended in the last moment; its interrupt must not outlive it.
        Thread.interrupted();
      }
    }
  }
}
