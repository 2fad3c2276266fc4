package dev.agentregistry.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The driven port: the access tokens that admins have made. Thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException} where the store cannot answer.
 */
public interface AccessTokens {

  /** All tokens with their hashes, in the order of their names. */
  Map<TokenHash, AccessToken> all();

  /**
   * Stores a new token.
   *
   * @return whether it is stored; not where the name is taken, or the token known
   */
  boolean add(TokenHash hash, AccessToken token);

  /**
   * Removes a token: whoever has it gets nothing more.
   *
   * @return whether there was one of that name
   */
  boolean revoke(String name);

  /**
   * Notes that tokens were used; those that are gone are passed over.
   *
   * @param names of the tokens
   * @param at when; a later use that is noted already stays
   */
  void used(List<String> names, Instant at);
}
