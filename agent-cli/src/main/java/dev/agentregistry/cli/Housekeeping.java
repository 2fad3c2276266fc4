package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.AutomaticPrune;
import dev.agentregistry.domain.EventWatch;
import dev.agentregistry.domain.ListeningNotes;
import dev.agentregistry.domain.ListeningPeriod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a server does beside its requests: it notes that it listens, so that silence counts, looks
 * for what time alone brings about, so that events tell it, and prunes where it is told to. Each
 * has a thread of its own: a long prune must not keep the notes waiting.
 */
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** A store that took no note for longer takes no heartbeats either. */
  private static final Duration NOTE_MISSED = ListeningPeriod.NOTE_EVERY.multipliedBy(2);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final ListeningNotes notes;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
  private final LongAdder pruned = new LongAdder();
  private boolean isNoted = true;
  private volatile long notedAt = System.nanoTime() - NOTE_MISSED.toNanos() - 1;

  private Housekeeping(ListeningNotes notes) {
    this.notes = notes;
  }

  /**
   * Begins; the first note is made when this returns.
   *
   * @param agents the store
   * @param clock the registry's time
   * @param pruneAfter after how long a silence an agent is removed; empty where none is
   */
  static Housekeeping start(
      AgentRepository agents, InstantSource clock, Optional<Duration> pruneAfter) {
    Housekeeping started = new Housekeeping(new ListeningNotes(agents.listeningLog(), clock));
    started.note();
    started.every(ListeningPeriod.NOTE_EVERY, ListeningPeriod.NOTE_EVERY, started::note);
    started.watch(agents, clock);
    pruneAfter.ifPresent(
        silence -> {
          Duration pause = pauseBetweenPrunes(silence);
          AutomaticPrune prune = new AutomaticPrune(agents, clock, silence);
          started.every(
              SHORTEST_PAUSE, pause, new PruneWatch(prune, silence, pause, started.pruned));
        });
    return started;
  }

  /**
   * Where nothing was ever logged, it looks before anybody is heard: what is so then is no news.
   */
  private void watch(AgentRepository agents, InstantSource clock) {
    EventWatch watch = new EventWatch(agents, clock);
    if (isNoted && agents.eventLog().newest() == 0) {
      look(watch);
    }
    every(EventWatch.LOOK_EVERY, EventWatch.LOOK_EVERY, () -> look(watch));
  }

  private static void look(EventWatch watch) {
    try {
      watch.look();
    } catch (AgentRegistryException away) {
      // The notes tell of it, and the next look catches up.
      LOG.log(Level.DEBUG, "events have to wait: " + away.getMessage());
    }
  }

  /** Often enough that nobody stays for more than a tenth longer. */
  private static Duration pauseBetweenPrunes(Duration silence) {
    Duration tenth = silence.dividedBy(10);
    if (tenth.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return tenth.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : tenth;
  }

  private void every(Duration first, Duration pause, Runnable task) {
    // It never ends with a failure: that is told as it comes.
    Future<?> unused =
        threads.scheduleWithFixedDelay(
            () -> runAndTell(task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A task that throws would never run again. */
  private static void runAndTell(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "a fault of the program, in the server's housekeeping", fault);
    }
  }

  private synchronized void note() {
    try {
      notes.note();
      notedAt = System.nanoTime();
      if (!isNoted) {
        LOG.log(Level.INFO, "the store takes changes again: silence counts from now on");
      }
      isNoted = true;
    } catch (AgentRegistryException e) {
      if (isNoted && !Thread.currentThread().isInterrupted()) {
        LOG.log(
            Level.WARNING,
            "nobody becomes stale while the store takes no changes: " + e.getMessage());
      }
      isNoted = false;
    }
  }

  /** Whether the store took the last note that was due; answers at once. */
  boolean isStoreTakingWrites() {
    return System.nanoTime() - notedAt <= NOTE_MISSED.toNanos();
  }

  /** How many agents the automatic prune has removed. */
  long pruned() {
    return pruned.sum();
  }

  /** Ends it at once, with a last note: until now the server listened. */
  @Override
  public void close() {
    threads.shutdownNow();
    note();
  }
}
