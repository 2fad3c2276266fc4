package dev.agentregistry.http.webhook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How fast a webhook goes.
 *
 * @param lookEvery how often it looks for events
 * @param patience how long a receiver may take for its answer
 * @param firstPause how long it waits after the first failure; twice as long after each other
 * @param longestPause how long it waits at most
 * @param giveUpAfter how long it tries to deliver one event
 */
record Pace(
    Duration lookEvery,
    Duration patience,
    Duration firstPause,
    Duration longestPause,
    Duration giveUpAfter) {

  static final Pace USUAL =
      new Pace(
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24));

  /**
   * How long to wait after so many failures in a row, from one half of the pause to the whole:
   * those that failed together must not come back together.
   */
  Duration pauseAfter(int failures) {
    long pause = longestPause.toNanos();
    if (failures < 32) {
      pause = Math.min(pause, firstPause.toNanos() << (failures - 1));
    }
    return Duration.ofNanos(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
  }
}
