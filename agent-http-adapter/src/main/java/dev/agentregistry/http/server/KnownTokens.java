package dev.agentregistry.http.server;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.http.json.TokenJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The tokens that open the API: those that the server was started with, which may do everything,
 * and those in the store, which are read again when they are half a second old. Thread-safe.
 *
 * <p>How long comparing takes tells nothing of what the tokens are: the first are compared byte by
 * byte to their end, the others are found by a hash.
 */
final class KnownTokens {

  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Nobody is let in by tokens that were read longer ago: one of them may have been revoked. */
  private static final long TOO_OLD_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  /** Who started the server. */
  private static final Optional<TokenJson.Holder> OPERATOR =
      Optional.of(new TokenJson.Holder("operator", Scope.ADMIN));

  private final List<byte[]> own;
  private final Optional<AccessTokens> stored;
  private final TokenUse use;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Snapshot snapshot;

  KnownTokens(Collection<String> own, Optional<AccessTokens> stored, TokenUse use) {
    this(own, stored, use, System::nanoTime);
  }

  KnownTokens(
      Collection<String> own, Optional<AccessTokens> stored, TokenUse use, LongSupplier nanoTime) {
    this.own = own.stream().map(KnownTokens::bytes).toList();
    this.stored = stored;
    this.use = use;
    this.nanoTime = nanoTime;
    this.snapshot = new Snapshot(Map.of(), nanoTime.getAsLong() - TOO_OLD_NANOS - 1);
  }

  private record Snapshot(Map<TokenHash, AccessToken> tokens, long at) {}

  /** What the holder of a token may do; nothing where it is unknown. */
  Optional<Scope> scopeOf(String token) {
    return holderOf(token).map(TokenJson.Holder::scope);
  }

  /** What a token is called, and what its holder may do; nothing where it is unknown. */
  Optional<TokenJson.Holder> holderOf(String token) {
    byte[] sent = bytes(token);
    boolean isOwn = false;
    for (byte[] known : own) {
      // All bytes of the first are looked at, whatever the second is: isEqual's documentation.
      isOwn |= MessageDigest.isEqual(sent, known);
    }
    if (isOwn) {
      return OPERATOR;
    }
    return stored.flatMap(tokens -> holderIn(current(tokens), TokenHash.of(token)));
  }

  private Optional<TokenJson.Holder> holderIn(Map<TokenHash, AccessToken> tokens, TokenHash hash) {
    AccessToken known = tokens.get(hash);
    if (known == null) {
      return Optional.empty();
    }
    use.note(known);
    return Optional.of(new TokenJson.Holder(known.name(), known.scope()));
  }

  private Map<TokenHash, AccessToken> current(AccessTokens tokens) {
    long asked = nanoTime.getAsLong();
    long age = asked - snapshot.at();
    if (age > TOO_OLD_NANOS) {
      reading.lock();
    } else if (age < FRESH_NANOS || !reading.tryLock()) {
      return snapshot.tokens();
    }
    try {
      // What somebody began to read after this was asked will do, however long the reading took.
      boolean isReadSince = snapshot.at() - asked >= 0;
      if (!isReadSince && asked - snapshot.at() >= FRESH_NANOS) {
        // As old as the reading's beginning: a token may be revoked while it is read.
        long at = nanoTime.getAsLong();
        snapshot = new Snapshot(tokens.all(), at);
      }
      return snapshot.tokens();
    } finally {
      reading.unlock();
    }
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.UTF_8);
  }
}
