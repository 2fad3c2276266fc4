package dev.agentregistry.http.server;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Notes when tokens are used, once a minute each and beside the requests: none waits for it.
 * Thread-safe.
 */
final class TokenUse {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Optional<AccessTokens> tokens;
  private final InstantSource clock;
  private final Executor beside;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  TokenUse(Optional<AccessTokens> tokens, InstantSource clock, Executor beside) {
    this.tokens = tokens;
    this.clock = clock;
    this.beside = beside;
  }

  void note(AccessToken token) {
    Instant now = clock.instant();
    Instant last = noted.get(token.name());
    if (last != null && !now.isBefore(last) && now.isBefore(last.plus(PERIOD))) {
      return;
    }
    boolean isFirst =
        last == null
            ? noted.putIfAbsent(token.name(), now) == null
            : noted.replace(token.name(), last, now);
    if (isFirst) {
      beside.execute(() -> write(token.name(), now));
    }
  }

  private void write(String name, Instant at) {
    try {
      tokens.ifPresent(known -> known.used(List.of(name), at));
    } catch (RegistryUnavailableException later) {
      // The next use a minute later is noted just as well.
    }
  }
}
