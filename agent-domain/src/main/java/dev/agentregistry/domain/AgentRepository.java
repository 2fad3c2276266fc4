package dev.agentregistry.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The driven port: where agents are stored.
 *
 * <p>A store knows no rule: it gets rules as functions and makes each step atomic. Every store
 * passes {@code AgentRepositoryContract}, which this module publishes as a test-jar with the
 * classifier {@code contract}. Stores are thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException} where the store cannot answer.
 */
public interface AgentRepository {

  /** The agent stored under this ID. Reading changes nothing. */
  Optional<Agent> find(AgentId id);

  /**
   * One page of the agents that the query lets through, with their total, both of one moment.
   *
   * @param query what {@link AgentQuery#matches} lets through, in {@link AgentQuery#sort()} order
   * @param listening when someone listened for heartbeats
   * @param now the registry's time, for liveness and for points in time that are so long ago
   */
  AgentPage<Agent> list(AgentQuery query, Listening listening, Instant now);

  /**
   * How many agents there are, all of one moment.
   *
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  AgentCounts count(Listening listening, Instant now);

  /**
   * One page of the issues that agents name, with their total, both of one moment.
   *
   * @param query which issues, in the order of {@link Issue#order()}
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  IssuePage issues(IssueQuery query, Listening listening, Instant now);

  /** Where servers note that they listen on this store; durable where the store is. */
  ListeningLog listeningLog();

  /** What happened in this store; durable where the store is. */
  EventLog eventLog();

  /**
   * Replaces the agent stored under {@code id} by what {@code change} makes of it, atomically.
   *
   * @param id the agent's ID
   * @param change makes the new agent of the stored one, or of nothing where there is none; it is
   *     pure, may be run again on another thread, and never calls the repository
   * @return what is now stored, durably where the store is durable
   * @throws AgentRegistryException what {@code change} throws; nothing was stored then
   */
  Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change);

  /**
   * Removes one agent, if it is still as the condition wants it, atomically.
   *
   * @param id the agent's ID
   * @param condition pure, as {@code change} above
   * @param now the registry's time
   */
  Removal delete(AgentId id, Predicate<Agent> condition, Instant now);

  /**
   * Removes the agents of a scope in small steps, each agent only if it is still in the scope at
   * that step: whoever sends a heartbeat meanwhile stays. Other writers are never blocked for long.
   *
   * @param scope which agents go
   * @param now the registry's time
   * @param removed is told of each step's agents once they are gone, on the caller's thread
   * @return how many agents are gone
   */
  long prune(PruneScope scope, Instant now, Consumer<List<Agent>> removed);
}
