package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.TokenRegistry;
import java.util.function.Supplier;

/**
 * A registry that a command may ask, until it closes it.
 *
 * @param registry the registry
 * @param tokens its access tokens, for the few commands that want them
 * @param release closes what is behind it
 */
record OpenRegistry(AgentRegistry registry, Supplier<TokenRegistry> tokens, Runnable release)
    implements AutoCloseable {

  @Override
  public void close() {
    release.run();
  }
}
