package dev.agentregistry.http.server;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import java.util.Optional;

/**
 * What a server serves. Closing what is behind it stays with the caller.
 *
 * @param registry what it asks
 * @param tokens tokens besides those of the options, which need not be admin's
 * @param monitored what else its health and metrics tell of
 */
public record Served(AgentRegistry registry, Optional<AccessTokens> tokens, Monitored monitored) {

  /** A registry alone. */
  public static Served of(AgentRegistry registry) {
    return new Served(registry, Optional.empty(), Monitored.NOTHING);
  }

  /** The same, which also lets in, and looks after, the tokens in a store. */
  public Served with(AccessTokens store) {
    return new Served(registry, Optional.of(store), monitored);
  }

  /** The same, whose health and metrics also tell of what is behind it. */
  public Served with(Monitored more) {
    return new Served(registry, tokens, more);
  }
}
