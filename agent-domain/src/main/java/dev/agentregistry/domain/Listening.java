package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * When someone listened for heartbeats, and so how long an agent has been silent: silence counts
 * only while someone could have heard.
 */
public interface Listening {

  /** Someone always listened: silence is plain time. */
  static Listening always() {
    return PlainTime.INSTANCE;
  }

  /**
   * How long an agent has been silent.
   *
   * @param lastSeenAt its last heartbeat
   * @param now the registry's time
   * @return the time in between that someone listened; zero where {@code lastSeenAt} is later
   */
  Duration silence(Instant lastSeenAt, Instant now);

  /**
   * When an agent will have been silent for its TTL, if it stays silent and someone keeps
   * listening.
   *
   * @param lastSeenAt its last heartbeat
   * @param ttl how long it may be silent
   * @param now the registry's time
   */
  Instant staleAt(Instant lastSeenAt, Duration ttl, Instant now);
}
