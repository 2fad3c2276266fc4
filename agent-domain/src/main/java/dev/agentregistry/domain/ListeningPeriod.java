package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in which one server listened for heartbeats, as far as it has been noted.
 *
 * <p>A server notes every few seconds that it still listens; where two of its notes lie further
 * apart than {@link #MAX_GAP} (it was stopped, suspended, or its clock was set), a new period
 * begins.
 *
 * @param startedAt when it began to listen
 * @param heardUntil the last moment at which it was noted to listen, never before {@code startedAt}
 */
public record ListeningPeriod(Instant startedAt, Instant heardUntil) {

  /** How often a server notes that it listens. */
  public static final Duration NOTE_EVERY = Duration.ofSeconds(3);

  /**
   * How far two notes may lie apart, for a server that was busy for a moment. Until then a server
   * counts as listening, though nobody knows whether it still does.
   */
  public static final Duration MAX_GAP = Duration.ofSeconds(15);

  /**
   * Takes the moments to the millisecond.
   *
   * @throws IllegalArgumentException if it ends before it starts
   */
  public ListeningPeriod {
    startedAt = Agent.toMillis(startedAt);
    heardUntil = Agent.toMillis(heardUntil);
    if (heardUntil.isBefore(startedAt)) {
      throw new IllegalArgumentException(
          "heardUntil must not be before " + startedAt + ", but is " + heardUntil);
    }
  }

  /** The period that begins now. */
  public static ListeningPeriod from(Instant now) {
    return new ListeningPeriod(now, now);
  }

  /** What this period is after a note made now: longer, or a new one where this has ended. */
  public ListeningPeriod next(Instant now) {
    return goesOnAt(Agent.toMillis(now)) ? new ListeningPeriod(startedAt, now) : from(now);
  }

  /** Whether it counts as going on at this moment. */
  boolean goesOnAt(Instant now) {
    return !now.isBefore(heardUntil) && !now.isAfter(heardUntil.plus(MAX_GAP));
  }
}
