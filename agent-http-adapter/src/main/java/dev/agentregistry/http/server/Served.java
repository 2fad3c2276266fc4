package dev.agentregistry.http.server;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a server serves. Closing what is behind it stays with the caller.
 *
 * @param registry what it asks
 * @param tokens tokens besides those of the options, which need not be admin's
 * @param monitored what else its health and metrics tell of
 * @param events where it finds what happened, if it tells of it
 */
public record Served(
    AgentRegistry registry,
    Optional<AccessTokens> tokens,
    Monitored monitored,
    Optional<Happenings> events) {

  /**
   * Where events are found.
   *
   * @param store the store that logs them
   * @param clock the registry's time
   */
  public record Happenings(AgentRepository store, InstantSource clock) {}

  /** A registry alone. */
  public static Served of(AgentRegistry registry) {
    return new Served(registry, Optional.empty(), Monitored.NOTHING, Optional.empty());
  }

  /** The same, which also lets in, and looks after, the tokens in a store. */
  public Served with(AccessTokens store) {
    return new Served(registry, Optional.of(store), monitored, events);
  }

  /** The same, whose health and metrics also tell of what is behind it. */
  public Served with(Monitored more) {
    return new Served(registry, tokens, more, events);
  }

  /**
   * The same, which also tells what happens in a store. What time alone brings about is told only
   * if somebody {@linkplain dev.agentregistry.domain.EventWatch watches} it.
   *
   * @param store the store behind the registry
   * @param clock the registry's time
   */
  public Served withEvents(AgentRepository store, InstantSource clock) {
    return new Served(registry, tokens, monitored, Optional.of(new Happenings(store, clock)));
  }
}
