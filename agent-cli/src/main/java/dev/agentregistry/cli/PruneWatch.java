package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AutomaticPrune;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.PruneTooLargeException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Runs the automatic prune, and logs what it did, or why it did nothing. Not thread-safe. */
final class PruneWatch implements Runnable {

  private static final Logger LOG = System.getLogger(PruneWatch.class.getName());
  private static final int NAMED = 10;

  /** What holds it back mostly lasts: it is not told with every attempt. */
  private static final Duration WARN_EVERY = Duration.ofHours(1);

  private final AutomaticPrune prune;
  private final String silence;
  private final long warnEvery;
  private final LongAdder pruned;
  private long heldBack;

  /**
   * Prepares it.
   *
   * @param prune what is run
   * @param silence the limit that it was made with
   * @param pause how long it is between two runs
   * @param pruned counts those who went
   */
  PruneWatch(AutomaticPrune prune, Duration silence, Duration pause, LongAdder pruned) {
    this.prune = prune;
    this.pruned = pruned;
    this.silence = Ages.length(silence);
    this.warnEvery = Math.max(1, WARN_EVERY.dividedBy(pause));
  }

  @Override
  public void run() {
    try {
      tell(prune.run());
      heldBack = 0;
    } catch (PruneTooLargeException e) {
      warn(
          ("the automatic prune removed nothing: %d of %d agents, more than half, were silent for"
                  + " more than %s; where that is right, remove them with 'agents prune --force'")
              .formatted(e.matched(), e.total(), silence));
    } catch (RegistryUnavailableException e) {
      // Where the server stops meanwhile, the next one goes on with it.
      if (!Thread.currentThread().isInterrupted()) {
        warn("the automatic prune could not be done: " + e.getMessage());
      }
    }
  }

  private static String name(AgentRecord agent) {
    return agent.agent().id() + " (" + agent.agent().identity().hostname() + ")";
  }

  private void tell(PruneReport report) {
    pruned.add(report.removed());
    if (report.removed() == 0) {
      LOG.log(Level.DEBUG, "nobody was silent for more than " + silence);
      return;
    }
    String named =
        report.agents().stream()
            .limit(NAMED)
            .map(PruneWatch::name)
            .collect(Collectors.joining(", "));
    String more = report.removed() > NAMED ? ", …" : "";
    LOG.log(
        Level.INFO,
        "pruned %s silent for more than %s: %s%s"
            .formatted(PruneWords.agents(report.removed()), silence, named, more));
  }

  private void warn(String warning) {
    if (heldBack % warnEvery == 0) {
      LOG.log(Level.WARNING, warning);
    }
    heldBack++;
  }
}
