package dev.agentregistry.domain;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The driving port for access tokens: what an admin may ask. Thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException} where the registry cannot answer.
 */
public interface TokenRegistry {

  /**
   * Over a store, in this process.
   *
   * @param tokens where they are stored
   * @param clock the registry's time
   */
  static TokenRegistry over(AccessTokens tokens, InstantSource clock) {
    return new LocalTokenRegistry(tokens, clock);
  }

  /**
   * Makes a token.
   *
   * @param name what it is to be called, as {@link AccessToken#name()} wants it
   * @param scope what its holder may do
   * @return the token, which is told only now; nothing where the name is taken
   * @throws IllegalArgumentException if the name has other characters, or too many
   */
  Optional<String> create(String name, Scope scope);

  /** All tokens, in the order of their names. */
  List<AccessToken> list();

  /**
   * Takes a token back: within a second nobody gets anything with it.
   *
   * @return whether there was one of that name
   */
  boolean revoke(String name);
}
