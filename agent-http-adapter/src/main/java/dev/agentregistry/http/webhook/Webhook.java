package dev.agentregistry.http.webhook;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.EventReader;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Posts what happens in a store to a receiver, one event after the other, each until it is taken.
 * Thread-safe.
 *
 * <p>It has a thread of its own and reads the store's log: what waits for a receiver waits there,
 * and nobody else waits for it. Where the receiver is away for so long that the log no longer has
 * what comes next, it is posted that events were missed. A webhook begins with what happens after
 * its start.
 */
public final class Webhook implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Webhook.class.getName());

  /** A few: they are in memory while the receiver is away. */
  private static final int EVENTS_AT_ONCE = 100;

  private static final long CLOSE_SECONDS = 10;

  private final EventQuery query;
  private final InstantSource clock;
  private final Pace pace;
  private final EventReader reader;
  private final Receiver receiver;
  private final Standing standing;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Webhook(WebhookOptions options, AgentRepository store, InstantSource clock, Pace pace) {
    this.query = new EventQuery(options.kinds(), AgentQuery.all());
    this.clock = clock;
    this.pace = pace;
    this.reader = EventReader.fromNow(store, clock);
    this.receiver = new Receiver(options, pace.patience());
    this.standing = new Standing(options);
    this.thread = Thread.ofPlatform().name("agent-registry-webhook").daemon().unstarted(this::run);
  }

  /**
   * Starts: whatever happens once this has returned is posted.
   *
   * @param options whom to post what
   * @param store the store; closing it stays with the caller, after the webhook's {@link #close()}
   * @param clock the registry's time
   * @throws RegistryUnavailableException if the store cannot answer
   */
  public static Webhook start(WebhookOptions options, AgentRepository store, InstantSource clock) {
    return start(options, store, clock, Pace.USUAL);
  }

  static Webhook start(
      WebhookOptions options, AgentRepository store, InstantSource clock, Pace pace) {
    Webhook webhook = new Webhook(options, store, clock, pace);
    webhook.thread.start();
    return webhook;
  }

  private void run() {
    try {
      while (isOpen()) {
        List<RegistryEvent> events = read();
        for (RegistryEvent event : events) {
          if (query.matches(event)) {
            deliver(event);
          }
        }
        if (events.isEmpty()) {
          pause(pace.lookEvery());
        }
      }
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
    }
  }

  private List<RegistryEvent> read() {
    try {
      return reader.read(EVENTS_AT_ONCE);
    } catch (RegistryUnavailableException e) {
      LOG.log(Level.DEBUG, () -> "no events can be read for now: " + e.getMessage());
      return List.of();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "reading the events failed", e);
      return List.of();
    }
  }

  private void deliver(RegistryEvent event) throws InterruptedException {
    long start = System.nanoTime();
    for (int failures = 1; isOpen() && !isTaken(event, failures); failures++) {
      if (System.nanoTime() - start >= pace.giveUpAfter().toNanos()) {
        LOG.log(Level.WARNING, "gave up posting event %d".formatted(event.id()));
        return;
      }
    }
  }

  /** Whether there is nothing more to be done about it; where there is, it has paused before. */
  private boolean isTaken(RegistryEvent event, int attempt) throws InterruptedException {
    Duration pause = pace.pauseAfter(attempt);
    try {
      Receiver.Answer answer = receiver.post(event, clock.instant());
      if (answer.isYes()) {
        standing.delivered();
        return true;
      }
      if (!answer.mayMend()) {
        standing.refused(answer.status());
        return true;
      }
      standing.busy(answer.status());
      pause = longer(pause, answer.retryAfter().orElse(Duration.ZERO));
    } catch (IOException e) {
      if (isOpen()) {
        standing.noAnswer(e);
      }
    }
    pause(pause);
    return false;
  }

  private Duration longer(Duration pause, Duration wanted) {
    Duration longest = pace.longestPause();
    Duration allowed = wanted.compareTo(longest) < 0 ? wanted : longest;
    return pause.compareTo(allowed) < 0 ? allowed : pause;
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void pause(Duration pause) throws InterruptedException {
    boolean unused = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops at once: what was not taken yet is not posted any more. A second call does nothing. */
  @Override
  public void close() {
    closed.countDown();
    receiver.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
