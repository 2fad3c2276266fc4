package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;

/**
 * The last heartbeat of an agent, as far as it changes with every heartbeat.
 *
 * @param lastSeenAt milliseconds since 1970
 * @param version the agent's version
 * @param seq the place in the journal that it has, or up to which it counts
 */
record Beat(long lastSeenAt, long version, long seq) {

  static Beat of(Agent agent, long seq) {
    return new Beat(agent.lastSeenAt().toEpochMilli(), agent.version(), seq);
  }

  /** Whether two states of an agent differ in nothing but a later heartbeat. */
  static boolean isAllThatChanged(Agent before, Agent after) {
    return !after.lastSeenAt().isBefore(before.lastSeenAt())
        && after.incarnation() == before.incarnation()
        && after.status().equals(before.status())
        && after.issueIds().equals(before.issueIds())
        && after.capabilities().equals(before.capabilities())
        && after.ttl().equals(before.ttl())
        && after.updatedAt().equals(before.updatedAt())
        && after.createdAt().equals(before.createdAt())
        && after.identity().equals(before.identity());
  }
}
