package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A running server that a command may ask, until it closes it.
 *
 * @param registry the registry on it
 * @param clock asks for its time, to the second; empty where it does not tell
 * @param release closes what is behind it
 */
record OpenServer(AgentRegistry registry, Supplier<Optional<Instant>> clock, Runnable release)
    implements AutoCloseable {

  @Override
  public void close() {
    release.run();
  }
}
