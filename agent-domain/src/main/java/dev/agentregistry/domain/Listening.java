package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
   * Servers listened in these periods; what they heard at the same time counts once.
   *
   * @param periods of all servers; where there are none, silence is plain time, since no server
   *     ever listened there
   */
  static Listening during(List<ListeningPeriod> periods) {
    return periods.isEmpty() ? always() : HeardTime.during(periods);
  }

  /**
   * The earliest last heartbeat that is not yet too long ago: an agent last seen at exactly this
   * moment has been silent for exactly {@code silence}, one last seen before it for longer.
   *
   * @param silence how long an agent may be silent
   * @param now the registry's time, to the millisecond
   * @return a moment to the millisecond, never later than {@code now}
   */
  Instant heardSince(Duration silence, Instant now);

  /**
   * When an agent will have been silent for so long, if it stays silent and someone keeps
   * listening.
   *
   * @param lastSeenAt its last heartbeat
   * @param silence how long it may be silent
   * @param now the registry's time
   */
  Instant silentAt(Instant lastSeenAt, Duration silence, Instant now);
}
