package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.EventReader;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the events of a store, once for all listeners, and wakes them. However slow a listener is,
 * the hub never waits for it. While nobody listens it does nothing: the store keeps the events.
 * Thread-safe.
 */
final class EventHub implements AutoCloseable {

  private static final Logger LOG = System.getLogger(EventHub.class.getName());

  /** How often it looks: the most that it adds to the time until an event is told. */
  private static final Duration PERIOD = Duration.ofMillis(200);

  private static final int EVENTS_AT_ONCE = 250;

  /** Of one round; who has just come in waits for its end. */
  private static final int MAX_STEPS = 2 * EventLog.KEPT_EVENTS / EVENTS_AT_ONCE;

  private final AgentRepository store;
  private final InstantSource clock;
  private final int maxListeners;
  private final EventRing ring = new EventRing();
  private final RepeatedWarning warning = new RepeatedWarning(LOG);
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Condition ended = lock.newCondition();
  private int listeners;
  private boolean isUrgent;
  private long beginnings;
  private long endings;
  private Optional<RuntimeException> failure = Optional.empty();

  private Optional<EventReader> reader = Optional.empty();
  private volatile boolean isClosed;
  private volatile CountDownLatch news = new CountDownLatch(1);

  /**
   * Starts.
   *
   * @param events where events are found
   * @param maxListeners how many may listen at once
   */
  EventHub(Served.Happenings events, int maxListeners) {
    this.store = events.store();
    this.clock = events.clock();
    this.maxListeners = maxListeners;
    this.thread = Thread.ofPlatform().name("agent-registry-events").daemon().start(this::run);
  }

  /** How many listen. */
  int listeners() {
    lock.lock();
    try {
      return listeners;
    } finally {
      lock.unlock();
    }
  }

  /** What has happened. */
  EventRing ring() {
    return ring;
  }

  /** The registry's time. */
  Instant now() {
    return clock.instant();
  }

  boolean isOpen() {
    return !isClosed;
  }

  /** Opens with the next news, or when the hub closes: take it first, and then look at the ring. */
  CountDownLatch news() {
    return news;
  }

  /**
   * Counts a listener in; when this returns, the ring has whatever had happened before.
   *
   * @throws RegistryUnavailableException if the store cannot answer, or too many listen already
   * @throws InterruptedException if the thread is interrupted
   */
  void enter() throws InterruptedException {
    lock.lock();
    try {
      if (isClosed || listeners >= maxListeners) {
        throw new RegistryUnavailableException(
            isClosed
                ? "the server stops: try again later"
                : "%d listen to the events already: try again later".formatted(listeners),
            true);
      }
      listeners++;
      try {
        awaitNextRound();
      } catch (RuntimeException | InterruptedException e) {
        listeners--;
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitNextRound() throws InterruptedException {
    long round = beginnings + 1;
    isUrgent = true;
    wanted.signal();
    while (endings < round && !isClosed) {
      ended.await();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Counts a listener out. */
  void leave() {
    lock.lock();
    try {
      listeners--;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (begin()) {
        end(read());
      }
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until it is time for a round. */
  private boolean begin() throws InterruptedException {
    lock.lock();
    try {
      long left = PERIOD.toNanos();
      while (!isClosed && !isUrgent && (listeners == 0 || left > 0)) {
        if (listeners == 0) {
          wanted.await();
        } else {
          left = wanted.awaitNanos(left);
        }
      }
      isUrgent = false;
      beginnings++;
      return !isClosed;
    } finally {
      lock.unlock();
    }
  }

  private void end(Optional<RuntimeException> newFailure) {
    lock.lock();
    try {
      failure = newFailure;
      endings = beginnings;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What went wrong, if something did; the next round tries again. */
  private Optional<RuntimeException> read() {
    try {
      if (reader.isEmpty()) {
        long last = Math.max(0, store.eventLog().newest() - EventLog.KEPT_EVENTS);
        reader = Optional.of(EventReader.after(store, clock, last));
        ring.restart(last);
      }
      readOn(reader.get());
      return Optional.empty();
    } catch (RegistryUnavailableException e) {
      warning.log("no events can be read for now: " + e.getMessage());
      return Optional.of(e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "reading the events failed", e);
      return Optional.of(e);
    }
  }

  private void readOn(EventReader from) {
    List<RegistryEvent> events = from.read(EVENTS_AT_ONCE);
    for (int step = 1; !events.isEmpty() && !isClosed; step++) {
      ring.add(events);
      tellNews();
      events = step < MAX_STEPS ? from.read(EVENTS_AT_ONCE) : List.of();
    }
  }

  private void tellNews() {
    CountDownLatch told = news;
    news = new CountDownLatch(1);
    told.countDown();
  }

  /** Ends all streams, and returns once the store is left alone. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      wanted.signal();
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    tellNews();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
