package dev.agentregistry.domain;

import java.time.Instant;
import java.util.List;

/**
 * What a prune did, or would do.
 *
 * @param cutoff agents last seen strictly before this were meant
 * @param dryRun whether nothing was to be removed
 * @param matched how many agents were meant when the prune began
 * @param removed how many were removed
 * @param spared how many were meant but not removed by this prune, because they sent a heartbeat
 *     (or were removed by someone else) meanwhile; 0 in a dry run
 * @param agents the removed ones, in a dry run the meant ones: at most {@link #MAX_AGENTS}
 */
public record PruneReport(
    Instant cutoff,
    boolean dryRun,
    long matched,
    long removed,
    long spared,
    List<AgentRecord> agents) {

  /** The most agents that a report shows; its counts count them all. */
  public static final int MAX_AGENTS = 1000;

  /** Takes a copy of the list. */
  public PruneReport {
    agents = List.copyOf(agents);
  }
}
