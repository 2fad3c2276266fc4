package dev.agentregistry.domain;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Tokens over a store. */
final class LocalTokenRegistry implements TokenRegistry {

  /** So that whoever finds one, or a program that looks for secrets, knows what it is. */
  private static final String PREFIX = "agr_";

  /** As many bits as SHA-256 has. */
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final AccessTokens tokens;
  private final InstantSource clock;

  LocalTokenRegistry(AccessTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Optional<String> create(String name, Scope scope) {
    AccessToken token = new AccessToken(name, scope, clock.instant(), Optional.empty());
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return tokens.add(TokenHash.of(secret), token) ? Optional.of(secret) : Optional.empty();
  }

  @Override
  public List<AccessToken> list() {
    return List.copyOf(tokens.all().values());
  }

  @Override
  public boolean revoke(String name) {
    return tokens.revoke(name);
  }
}
