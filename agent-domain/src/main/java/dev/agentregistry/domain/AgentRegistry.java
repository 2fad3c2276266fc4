package dev.agentregistry.domain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The driving port: what the outside may ask of a registry. Thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException} where the registry cannot answer.
 */
public interface AgentRegistry {

  /**
   * A registry over a store, in this process.
   *
   * @param repository where the agents are stored; closing it stays with the caller
   * @param clock the registry's time
   */
  static AgentRegistry over(AgentRepository repository, InstantSource clock) {
    return over(repository, clock, Agent.DEFAULT_TTL);
  }

  /**
   * A registry over a store, in this process.
   *
   * @param repository where the agents are stored; closing it stays with the caller
   * @param clock the registry's time
   * @param defaultTtl the TTL of heartbeats that name none: {@link Heartbeat#MIN_TTL} to {@link
   *     Heartbeat#MAX_TTL}
   * @throws InvalidHeartbeatException if {@code defaultTtl} is out of range
   */
  static AgentRegistry over(AgentRepository repository, InstantSource clock, Duration defaultTtl) {
    return new LocalAgentRegistry(repository, clock, defaultTtl);
  }

  /**
   * Takes a heartbeat: registers the agent (version 1) where its ID is unknown, otherwise makes its
   * next version.
   *
   * @return the agent as it is now stored, durably where the store is durable
   * @throws AgentIdCollisionException if the ID already belongs to another identity; nothing was
   *     changed
   */
  AgentRecord heartbeat(Heartbeat heartbeat);

  /**
   * Puts back a record that was exported, as it is, unless the registry has a later one of it.
   *
   * @return whether it is stored now, and was not before
   * @throws AgentIdCollisionException if the ID already belongs to another identity; nothing was
   *     changed
   */
  boolean restore(Agent agent);

  /** The agent of this ID. Reading changes nothing. */
  Optional<AgentRecord> find(AgentId id);

  /** One page of agents, with the total. Reading changes nothing. */
  AgentPage<AgentRecord> list(AgentQuery query);

  /** How many agents there are. Reading changes nothing. */
  AgentCounts count();

  /** One page of the issues that agents name, with the total. Reading changes nothing. */
  IssuePage issues(IssueQuery query);

  /** The issue of this ID; empty where no agent names it. */
  Optional<Issue> issue(String issueId);

  /**
   * Removes an agent for good; its next heartbeat registers it anew, at version 1.
   *
   * @return whether there was such an agent
   */
  boolean remove(AgentId id);

  /**
   * Removes an agent for good, if it is still at one of these revisions.
   *
   * @param id the agent's ID
   * @param expected the revisions at which it may be removed
   */
  Removal remove(AgentId id, Set<Revision> expected);

  /**
   * Removes the agents that have been silent for long. The cut-off is worked out once; who sends a
   * heartbeat meanwhile stays.
   *
   * @throws PruneTooLargeException if more than half of all agents, and more than 10, would go, and
   *     the request is neither a dry run nor forced; nothing was removed
   */
  PruneReport prune(PruneRequest request);
}
