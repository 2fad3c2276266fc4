package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.Listening;
import java.time.Duration;
import java.time.Instant;

/** Someone always listened, except for one pause. */
record PausedListening(Instant pausedAt, Instant resumedAt) implements Listening {

  @Override
  public Duration silence(Instant lastSeenAt, Instant now) {
    return lastSeenAt.isBefore(now)
        ? Duration.between(lastSeenAt, now).minus(pauseWithin(lastSeenAt, now))
        : Duration.ZERO;
  }

  @Override
  public Instant staleAt(Instant lastSeenAt, Duration ttl, Instant now) {
    Instant withoutPause = lastSeenAt.plus(ttl);
    return withoutPause.isAfter(pausedAt)
        ? withoutPause.plus(pauseWithin(lastSeenAt, Instant.MAX))
        : withoutPause;
  }

  private Duration pauseWithin(Instant from, Instant to) {
    Instant start = from.isAfter(pausedAt) ? from : pausedAt;
    Instant end = to.isBefore(resumedAt) ? to : resumedAt;
    return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
  }
}
