package dev.agentregistry.cli;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.StoreActivity;
import dev.agentregistry.domain.TokenRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A store in this process, until it is closed.
 *
 * @param agents where the agents are
 * @param tokens where the access tokens are
 * @param activity what it does, where it tells
 * @param release closes what is behind it
 */
record OpenStore(
    AgentRepository agents, AccessTokens tokens, Optional<StoreActivity> activity, Runnable release)
    implements AutoCloseable {

  /** The registry over it; closing that closes the store. */
  OpenRegistry registry(InstantSource clock, Duration defaultTtl) {
    return new OpenRegistry(
        AgentRegistry.over(agents, clock, defaultTtl),
        () -> TokenRegistry.over(tokens, clock),
        (query, after) -> EventStream.over(agents, clock, query, after),
        release);
  }

  @Override
  public void close() {
    release.run();
  }
}
