package dev.agentregistry.domain;

import java.util.Set;

/**
 * Which agents to remove for their silence. An empty set filters nothing; a set of several values
 * means "any of these".
 *
 * @param olderThan agents last seen strictly before this go; never later than now
 * @param statuses only agents with one of these statuses
 * @param hostnames only agents on one of these hosts, in any case
 * @param dryRun only say what would go
 * @param force remove even more than half of all agents
 */
public record PruneRequest(
    PointInTime olderThan,
    Set<AgentStatus> statuses,
    Set<String> hostnames,
    boolean dryRun,
    boolean force) {

  /** A prune of so few agents is never refused, whatever their share. */
  private static final int ALWAYS_ALLOWED = 10;

  /** Takes copies of the sets. */
  public PruneRequest {
    statuses = Set.copyOf(statuses);
    hostnames = Set.copyOf(hostnames);
  }

  /** A careful prune of all agents last seen before this: no dry run, not forced. */
  public static PruneRequest olderThan(PointInTime olderThan) {
    return new PruneRequest(olderThan, Set.of(), Set.of(), false, false);
  }

  /**
   * Whether a prune would remove so many agents that it has to be forced: more than half of all,
   * and more than 10.
   *
   * @param matched how many it would remove
   * @param total how many there are
   */
  public static boolean isTooLarge(long matched, long total) {
    return matched > ALWAYS_ALLOWED && matched > total / 2;
  }

  /** The same request as a dry run. */
  public PruneRequest asDryRun() {
    return new PruneRequest(olderThan, statuses, hostnames, true, force);
  }
}
