package dev.agentregistry.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides when the next heartbeat is due, and what there is to tell about the registry. Time and
 * chance come in from outside. Not thread-safe.
 */
final class Pulse {

  /**
   * One moment on both clocks of a machine.
   *
   * @param wall the time of day, which goes on while the machine sleeps
   * @param nanos the time that the machine is awake, as {@link System#nanoTime} has it
   */
  record Moment(Instant wall, long nanos) {

    Duration awakeSince(Moment earlier) {
      return Duration.ofNanos(nanos - earlier.nanos);
    }
  }

  /** The longest pause in which nobody looks at the clocks. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** What clocks that are set right now and then may differ by. */
  private static final Duration SHORTEST_SLEEP = Duration.ofSeconds(5);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** A part of each interval is left to chance: agents that start together spread out. */
  private static final double JITTER = 0.1;

  private final Duration interval;
  private final DoubleSupplier chance;
  private Moment looked;
  private long dueNanos;
  private boolean hasAnswered;
  private Duration backoff = Duration.ZERO;
  private Optional<Outage> outage = Optional.empty();

  /** Since when there was no answer, and whether the registry has refused since. */
  private record Outage(Instant since, boolean isRefused) {}

  /**
   * Starts: the first heartbeat is due at once.
   *
   * @param interval the time between two heartbeats
   * @param chance a number from 0 to 1, 1 excluded, another each time
   * @param now the moment
   */
  Pulse(Duration interval, DoubleSupplier chance, Moment now) {
    this.interval = interval;
    this.chance = chance;
    this.looked = now;
    this.dueNanos = now.nanos();
  }

  /** Whether the registry has ever taken a heartbeat. */
  boolean hasAnswered() {
    return hasAnswered;
  }

  /** Whether the last heartbeat was not taken. */
  boolean isLost() {
    return outage.isPresent();
  }

  /** The registry took a heartbeat; returns the line to tell, if there is one. */
  Optional<String> answered(Moment now) {
    Optional<String> line = outage.map(lost -> found(Duration.between(lost.since(), now.wall())));
    hasAnswered = true;
    outage = Optional.empty();
    backoff = Duration.ZERO;
    dueIn(now, scaled(interval, 1 - JITTER + 2 * JITTER * chance.getAsDouble()));
    return line;
  }

  /**
   * The registry took no heartbeat; returns the line to tell, if there is one: once when it is
   * lost, and once more if it then refuses what waiting does not mend.
   *
   * @param reason why, in words
   * @param mayMend whether waiting may help
   */
  Optional<String> failed(Moment now, String reason, boolean mayMend) {
    boolean isNews = outage.isEmpty() || (!mayMend && !outage.get().isRefused());
    Optional<String> line = isNews ? Optional.of(lost(reason, mayMend)) : Optional.empty();
    boolean isRefused = !mayMend || outage.map(Outage::isRefused).orElse(false);
    outage = Optional.of(new Outage(outage.map(Outage::since).orElse(now.wall()), isRefused));
    backoff = nextBackoff();
    dueIn(now, scaled(backoff, 0.5 + 0.5 * chance.getAsDouble()));
    return line;
  }

  /**
   * How long to wait before this is asked again: zero where a heartbeat is due. It is due at once
   * when the machine has slept: the registry has not heard of it for all that time.
   */
  Duration pause(Moment now) {
    Duration wallTime = Duration.between(looked.wall(), now.wall());
    if (wallTime.minus(now.awakeSince(looked)).compareTo(SHORTEST_SLEEP) > 0) {
      backoff = Duration.ZERO;
      dueNanos = now.nanos();
    }
    looked = now;
    Duration rest = Duration.ofNanos(Math.max(0, dueNanos - now.nanos()));
    return shorter(rest, LONGEST_PAUSE);
  }

  /** Doubled each time, up to the interval. */
  private Duration nextBackoff() {
    return shorter(backoff.isZero() ? FIRST_RETRY : backoff.multipliedBy(2), interval);
  }

  private void dueIn(Moment now, Duration pause) {
    dueNanos = now.nanos() + pause.toNanos();
  }

  private String lost(String reason, boolean mayMend) {
    String what =
        !mayMend
            ? "the registry refuses the heartbeat"
            : hasAnswered ? "lost the registry" : "cannot reach the registry yet";
    return "agents: %s (%s); trying again".formatted(what, reason);
  }

  private String found(Duration after) {
    Duration length = after.isNegative() ? Duration.ZERO : after;
    return "agents: found the registry%s after %s"
        .formatted(hasAnswered ? " again" : "", Ages.length(length));
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos((long) (duration.toNanos() * factor));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
