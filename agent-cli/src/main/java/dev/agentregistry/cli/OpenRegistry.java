package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;

/**
 * A registry that a command may ask, until it closes it.
 *
 * @param registry the registry
 * @param release closes what is behind it
 */
record OpenRegistry(AgentRegistry registry, Runnable release) implements AutoCloseable {

  @Override
  public void close() {
    release.run();
  }
}
