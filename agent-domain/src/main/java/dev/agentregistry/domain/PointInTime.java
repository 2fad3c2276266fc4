package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A point in time as a question names it: on the calendar, or so long ago. The registry works out
 * the instant, by its own clock, when it answers.
 */
public sealed interface PointInTime {

  /** What {@link #parse} accepts, for messages: reads on from "must be". */
  String FORM =
      "an RFC 3339 time such as 2026-01-31T09:30:00Z, or " + DurationText.FORM + " (that long ago)";

  /** The instant that is meant when it is {@code now}. */
  Instant at(Instant now);

  /**
   * Reads an RFC 3339 time (section 5.6) of the years 0000 to 9999, or a duration as {@link
   * DurationText} does.
   *
   * @return the point in time, or nothing where the text is none
   */
  static Optional<PointInTime> parse(String text) {
    return DurationText.parse(text).<PointInTime>map(Ago::new).or(() -> At.parse(text));
  }

  /**
   * A fixed instant.
   *
   * @param instant the instant, of the years 0000 to 9999 in UTC
   */
  record At(Instant instant) implements PointInTime {

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Pattern RFC_3339 =
        Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the instant is of another year
     */
    public At {
      if (!inRange(instant)) {
        throw new IllegalArgumentException("must be of the years 0000 to 9999, but is " + instant);
      }
    }

    @Override
    public Instant at(Instant now) {
      return instant;
    }

    private static Optional<PointInTime> parse(String text) {
      if (!RFC_3339.matcher(text).matches()) {
        return Optional.empty();
      }
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return inRange(instant) ? Optional.of(new At(instant)) : Optional.empty();
      } catch (DateTimeParseException noSuchDay) {
        return Optional.empty();
      }
    }

    private static boolean inRange(Instant instant) {
      return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }
  }

  /**
   * So long before now.
   *
   * @param duration how long: zero to {@link DurationText#MAX}
   */
  record Ago(Duration duration) implements PointInTime {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the duration is negative or too long
     */
    public Ago {
      if (duration.isNegative() || duration.compareTo(DurationText.MAX) > 0) {
        throw new IllegalArgumentException("must be from zero to 100 years, but is " + duration);
      }
    }

    @Override
    public Instant at(Instant now) {
      return now.minus(duration);
    }
  }
}
