package dev.agentregistry.http.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends reads and writes that take too long: Helidon waits for a stalled client forever.
 * Interrupting the thread that waits closes its connection. Thread-safe.
 *
 * <p>Every request sets alarms, and hardly any ever rings. So setting one only notes the time, and
 * somebody comes round now and then and rings those that are due: one that rings may do so a little
 * late, by a tenth of the limit at most.
 */
final class Deadlines implements AutoCloseable {

  private static final int ROUNDS_PER_LIMIT = 10;

  private final ScheduledExecutorService timer;
  private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();

  /** Each connection has a thread of its own, which waits for one thing after another. */
  private final ThreadLocal<Alarm> own = ThreadLocal.withInitial(this::newAlarm);

  /** Counts the rounds: the time, as far as it is needed here. */
  private volatile long round;

  Deadlines(Duration limit) {
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("agent-registry-deadlines").daemon().factory());
    long period = Math.max(1, limit.toNanos() / ROUNDS_PER_LIMIT);
    var unused = timer.scheduleWithFixedDelay(this::goRound, period, period, TimeUnit.NANOSECONDS);
  }

  /** Something that waits for the client. */
  interface Wait<T> {
    T run() throws IOException;
  }

  /** Waits, on this thread, for as long as the limit allows. */
  <T> T within(Wait<T> wait) throws IOException {
    set();
    try {
      return wait.run();
    } finally {
      takeOff();
    }
  }

  /** Sets this thread's alarm, for what it waits for from now on. */
  void set() {
    own.get().set(round + ROUNDS_PER_LIMIT);
  }

  /** Takes this thread's alarm off: it waits no longer. */
  void takeOff() {
    own.get().takeOff();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private Alarm newAlarm() {
    Alarm alarm = new Alarm(Thread.currentThread());
    alarms.add(alarm);
    return alarm;
  }

  private void goRound() {
    long now = round;
    alarms.removeIf(alarm -> !alarm.waiter.isAlive());
    alarms.forEach(alarm -> alarm.ringIfDue(now));
    round = now + 1;
  }

  /** Interrupts a thread, but only while it waits: later it would hit whatever comes next. */
  private static final class Alarm {

    private static final long OFF = Long.MAX_VALUE;

    private final Thread waiter;
    private long due = OFF;
    private boolean rang;

    Alarm(Thread waiter) {
      this.waiter = waiter;
    }

    synchronized void set(long newDue) {
      due = newDue;
    }

    synchronized void ringIfDue(long now) {
      if (now > due) {
        due = OFF;
        rang = true;
        waiter.interrupt();
      }
    }

    synchronized void takeOff() {
      due = OFF;
      if (rang) {
        // The wait may have ended in the last moment; its interrupt must not outlive it.
        rang = false;
        Thread.interrupted();
      }
    }
  }
}
