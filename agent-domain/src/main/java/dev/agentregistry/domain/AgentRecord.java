package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * An agent as the registry shows it: what the agent reported, and what the registry says of it.
 *
 * @param agent the agent
 * @param liveness whether it is still there, at the moment of the answer
 * @param staleAt when its silence exceeds its TTL if it stays silent (in the future even where a
 *     clock fault makes it stale already); empty once it said goodbye
 */
public record AgentRecord(Agent agent, Liveness liveness, Optional<Instant> staleAt) {

  static AgentRecord of(Agent agent, Listening listening, Instant now) {
    Liveness liveness = Liveness.of(agent, listening, now);
    return new AgentRecord(
        agent,
        liveness,
        liveness == Liveness.OFFLINE
            ? Optional.empty()
            : Optional.of(listening.silentAt(agent.lastSeenAt(), agent.ttl(), now)));
  }
}
