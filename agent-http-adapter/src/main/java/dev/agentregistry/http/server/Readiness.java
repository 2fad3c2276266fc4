package dev.agentregistry.http.server;

/** Tells whether the store takes writes. Thread-safe. */
@FunctionalInterface
public interface Readiness {

  /**
   * Whether it does, as far as is known by now: it answers at once, and never waits for a store.
   */
  boolean isReady();
}
