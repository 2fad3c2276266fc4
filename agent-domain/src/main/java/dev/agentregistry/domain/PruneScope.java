package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Set;

/**
 * What a prune removes, with its cut-off worked out and frozen.
 *
 * @param cutoff agents last seen strictly before this
 * @param statuses only agents with one of these statuses; any where it is empty
 * @param hostnames only agents on one of these hosts, in any case; any where it is empty
 */
public record PruneScope(Instant cutoff, Set<AgentStatus> statuses, Set<String> hostnames) {

  /** Takes copies of the sets. */
  public PruneScope {
    statuses = Set.copyOf(statuses);
    hostnames = Set.copyOf(hostnames);
  }

  /** Whether an agent, as it is now, goes. */
  public boolean contains(Agent agent) {
    return agent.lastSeenAt().isBefore(cutoff)
        && AgentQuery.matches(statuses, agent.status())
        && AgentQuery.matchesHostname(hostnames, agent.identity().hostname());
  }

  /** The first page of what goes. */
  AgentQuery toQuery() {
    return AgentQuery.builder()
        .statuses(statuses)
        .hostnames(hostnames)
        .seenBefore(new PointInTime.At(cutoff))
        .limit(AgentQuery.MAX_LIMIT)
        .build();
  }
}
