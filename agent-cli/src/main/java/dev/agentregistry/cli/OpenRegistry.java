package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.TokenRegistry;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A registry that a command may ask, until it closes it.
 *
 * @param registry the registry
 * @param tokens its access tokens, for the few commands that want them
 * @param events what happens in it
 * @param release closes what is behind it
 */
record OpenRegistry(
    AgentRegistry registry, Supplier<TokenRegistry> tokens, Events events, Runnable release)
    implements AutoCloseable {

  /** Follows what happens. */
  interface Events {

    /**
     * Begins to follow.
     *
     * @param query which events
     * @param after the event after which to begin; from now on where empty
     */
    EventStream open(EventQuery query, OptionalLong after);
  }

  @Override
  public void close() {
    release.run();
  }
}
