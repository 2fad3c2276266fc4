package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

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
   * Reads an RFC 3339 time of the years 0000 to 9999, or a duration as {@link DurationText} does.
   *
   * @return the point in time, or nothing where the text is none
   */
  static Optional<PointInTime> parse(String text) {
    return DurationText.parse(text).<PointInTime>map(Ago::new).or(() -> parseTime(text));
  }

  private static Optional<PointInTime> parseTime(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < 0 || time.getYear() > 9999
          ? Optional.empty()
          : Optional.of(new At(time.toInstant()));
    } catch (DateTimeParseException notRfc3339) {
      return Optional.empty();
    }
  }

  /**
   * A fixed instant.
   *
   * @param instant the instant
   */
  record At(Instant instant) implements PointInTime {
    @Override
    public Instant at(Instant now) {
      return instant;
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
