package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;

/** Listening that never paused. */
enum PlainTime implements Listening {
  INSTANCE;

  @Override
  public Instant heardSince(Duration silence, Instant now) {
    return now.minus(silence);
  }

  @Override
  public Instant silentAt(Instant lastSeenAt, Duration silence, Instant now) {
    return lastSeenAt.plus(silence);
  }
}
