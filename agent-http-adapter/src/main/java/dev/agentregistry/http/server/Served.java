package dev.agentregistry.http.server;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import java.util.Optional;

/**
 * What a server serves. Closing what is behind it stays with the caller.
 *
 * @param registry what it asks
 * @param tokens tokens besides those of the options, which need not be admin's
 */
public record Served(AgentRegistry registry, Optional<AccessTokens> tokens) {

  /** A registry alone. */
  public static Served of(AgentRegistry registry) {
    return new Served(registry, Optional.empty());
  }

  /** The same, which also lets in, and looks after, the tokens in a store. */
  public Served with(AccessTokens store) {
    return new Served(registry, Optional.of(store));
  }
}
