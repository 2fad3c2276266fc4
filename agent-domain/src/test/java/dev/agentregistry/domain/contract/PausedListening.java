package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.Listening;
import java.time.Duration;
import java.time.Instant;

/** Someone always listened, except for one pause. */
record PausedListening(Instant pausedAt, Instant resumedAt) implements Listening {

  @Override
  public Instant heardSince(Duration silence, Instant now) {
    Instant withoutPause = now.minus(silence);
    if (!now.isAfter(pausedAt) || withoutPause.isAfter(resumedAt)) {
      return withoutPause;
    }
    Instant end = now.isBefore(resumedAt) ? now : resumedAt;
    return withoutPause.minus(Duration.between(pausedAt, end));
  }

  @Override
  public Instant silentAt(Instant lastSeenAt, Duration silence, Instant now) {
    Instant withoutPause = lastSeenAt.plus(silence);
    if (lastSeenAt.isAfter(resumedAt) || withoutPause.isBefore(pausedAt)) {
      return withoutPause;
    }
    Instant from = lastSeenAt.isAfter(pausedAt) ? lastSeenAt : pausedAt;
    return withoutPause.plus(Duration.between(from, resumedAt));
  }
}
