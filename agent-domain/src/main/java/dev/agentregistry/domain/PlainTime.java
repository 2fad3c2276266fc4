package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;

/** Listening that never paused. */
enum PlainTime implements Listening {
  INSTANCE;

  @Override
  public Duration silence(Instant lastSeenAt, Instant now) {
    return lastSeenAt.isBefore(now) ? Duration.between(lastSeenAt, now) : Duration.ZERO;
  }

  @Override
  public Instant staleAt(Instant lastSeenAt, Duration ttl, Instant now) {
    return lastSeenAt.plus(ttl);
  }
}
