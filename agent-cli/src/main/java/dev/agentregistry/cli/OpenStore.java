package dev.agentregistry.cli;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.TokenRegistry;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A store in this process, until it is closed.
 *
 * @param agents where the agents are
 * @param tokens where the access tokens are
 * @param release closes what is behind it
 */
record OpenStore(AgentRepository agents, AccessTokens tokens, Runnable release)
    implements AutoCloseable {

  /** The registry over it; closing that closes the store. */
  OpenRegistry registry(InstantSource clock, Duration defaultTtl) {
    return new OpenRegistry(
        AgentRegistry.over(agents, clock, defaultTtl),
        () -> TokenRegistry.over(tokens, clock),
        release);
  }

  @Override
  public void close() {
    release.run();
  }
}
