package dev.agentregistry.cli;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time in few letters. */
final class Ages {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private Ages() {}

  /** How long ago that was, such as {@code 12s ago}; {@code in 5m} where it is yet to come. */
  static String ago(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    boolean yetToCome = age.compareTo(Duration.ofSeconds(-1)) <= 0;
    return yetToCome ? "in " + rough(age.negated()) : rough(age) + " ago";
  }

  /** A length exactly, to the second, such as {@code 1h30m}. */
  static String length(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  private static String rough(Duration age) {
    if (age.compareTo(MINUTE) < 0) {
      return Math.max(0, age.toSeconds()) + "s";
    }
    if (age.compareTo(HOUR) < 0) {
      return age.toMinutes() + "m";
    }
    return age.compareTo(TWO_DAYS) < 0 ? age.toHours() + "h" : age.toDays() + "d";
  }
}
