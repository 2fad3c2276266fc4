package dev.agentregistry.http.server;

import dev.agentregistry.domain.StoreActivity;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is behind a server and goes on without it, for whoever monitors both.
 *
 * @param readiness whether the store takes writes; where empty, a server is ready while it can read
 * @param store what the store does; empty where it does not tell
 * @param prunedAutomatically how many agents were pruned without a request, since it was started
 */
public record Monitored(
    Optional<Readiness> readiness,
    Optional<StoreActivity> store,
    LongSupplier prunedAutomatically) {

  /** Nothing tells of itself. */
  public static final Monitored NOTHING =
      new Monitored(Optional.empty(), Optional.empty(), () -> 0);
}
