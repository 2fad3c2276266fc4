package dev.agentregistry.domain;

import java.time.Instant;

/** What the registry says of an agent: whether it is still there. */
public enum Liveness {
  /** Heard from within its TTL. */
  ONLINE,
  /** Silent for longer than its TTL. */
  STALE,
  /** It said goodbye. */
  OFFLINE;

  /**
   * Judges an agent. One that has been silent for exactly its TTL is still online, a millisecond
   * later it is stale. A goodbye is not a death: whoever said it is offline, however long ago. One
   * that was seen in the future (a clock fault) counts as stale until its next heartbeat.
   *
   * @param agent the agent
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  public static Liveness of(Agent agent, Listening listening, Instant now) {
    if (agent.status().isGoodbye()) {
      return OFFLINE;
    }
    if (agent.hasClockFault(now)) {
      return STALE;
    }
    Instant heardSince = listening.heardSince(agent.ttl(), Agent.toMillis(now));
    return agent.lastSeenAt().isBefore(heardSince) ? STALE : ONLINE;
  }
}
