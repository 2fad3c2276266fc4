package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access tokens in memory: complete, and gone with the process. Thread-safe. */
public final class InMemoryAccessTokens implements AccessTokens {

  private final Map<TokenHash, AccessToken> tokens = new LinkedHashMap<>();

  /** Makes an empty store. */
  public InMemoryAccessTokens() {}

  @Override
  public synchronized Map<TokenHash, AccessToken> all() {
    Map<TokenHash, AccessToken> byName = new LinkedHashMap<>();
    tokens.entrySet().stream()
        .sorted(Comparator.comparing(known -> known.getValue().name()))
        .forEach(known -> byName.put(known.getKey(), known.getValue()));
    return byName;
  }

  @Override
  public synchronized boolean add(TokenHash hash, AccessToken token) {
    if (tokens.containsKey(hash)
        || tokens.values().stream().anyMatch(known -> known.name().equals(token.name()))) {
      return false;
    }
    tokens.put(hash, token);
    return true;
  }

  @Override
  public synchronized boolean revoke(String name) {
    return tokens.values().removeIf(known -> known.name().equals(name));
  }

  @Override
  public synchronized void used(List<String> names, Instant at) {
    tokens.replaceAll((hash, token) -> names.contains(token.name()) ? usedAt(token, at) : token);
  }

  private static AccessToken usedAt(AccessToken token, Instant at) {
    Instant last = token.lastUsedAt().filter(known -> known.isAfter(at)).orElse(at);
    return new AccessToken(token.name(), token.scope(), token.createdAt(), Optional.of(last));
  }
}
