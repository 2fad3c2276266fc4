package dev.agentregistry.domain;

import java.time.Instant;

/**
 * An agent that names an issue, in short.
 *
 * @param id its ID
 * @param hostname where it runs
 * @param repoPath the checkout that it works in
 * @param status what it says of itself
 * @param liveness whether it is still there
 * @param lastSeenAt its last heartbeat
 */
public record IssueAgent(
    AgentId id,
    String hostname,
    String repoPath,
    AgentStatus status,
    Liveness liveness,
    Instant lastSeenAt) {

  static IssueAgent of(Agent agent, Listening listening, Instant now) {
    return new IssueAgent(
        agent.id(),
        agent.identity().hostname(),
        agent.identity().repoPath(),
        agent.status(),
        Liveness.of(agent, listening, now),
        agent.lastSeenAt());
  }
}
