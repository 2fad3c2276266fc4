package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A prune by silence, for a server that does it by itself: time in which no server listened counts
 * for nobody. It keeps to the same limits as every prune. Thread-safe.
 */
public final class AutomaticPrune {

  private final AgentRepository repository;
  private final InstantSource clock;
  private final Duration silence;

  /**
   * Prepares it; nothing is removed yet.
   *
   * @param repository where the agents are stored
   * @param clock the registry's time
   * @param silence who was silent for longer than this goes
   */
  public AutomaticPrune(AgentRepository repository, InstantSource clock, Duration silence) {
    this.repository = repository;
    this.clock = clock;
    this.silence = silence;
  }

  /**
   * Removes those who are silent for too long now.
   *
   * @throws PruneTooLargeException if more than half of all agents, and more than 10, would go;
   *     nothing was removed
   * @throws RegistryUnavailableException if the store cannot answer
   */
  public PruneReport run() {
    Instant now = clock.instant();
    Instant heardSince =
        Listening.during(repository.listeningLog().periods())
            .heardSince(silence, Agent.toMillis(now));
    return AgentRegistry.over(repository, clock)
        .prune(PruneRequest.olderThan(new PointInTime.At(heardSince)));
  }
}
