package dev.agentregistry.domain;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 30s}, {@code 15m}, {@code 12h}, {@code 7d}, {@code 2w}, or
 * ISO 8601 ({@code P7D}, {@code PT15M}, {@code P2W}).
 */
public final class DurationText {

  /** What is accepted, for messages: reads on from "must be". */
  public static final String FORM = "a duration such as 30s, 15m, 12h, 7d, 2w, P7D or PT15M";

  /** The longest duration that is accepted: 100 years of 365 days. */
  public static final Duration MAX = Duration.ofDays(36_500);

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,10})([smhdw])");
  private static final Pattern ISO_WEEKS = Pattern.compile("P([0-9]{1,10})W");

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @return the duration, from zero to {@link #MAX}, or nothing where the text is none or it is out
   *     of range
   */
  public static Optional<Duration> parse(String text) {
    return parseAny(text)
        .filter(duration -> !duration.isNegative() && duration.compareTo(MAX) <= 0);
  }

  private static Optional<Duration> parseAny(String text) {
    Matcher shortForm = SHORT.matcher(text);
    if (shortForm.matches()) {
      return Optional.of(
          unit(shortForm.group(2).charAt(0)).multipliedBy(Long.parseLong(shortForm.group(1))));
    }
    Matcher weeks = ISO_WEEKS.matcher(text.toUpperCase(Locale.ROOT));
    if (weeks.matches()) {
      return Optional.of(unit('w').multipliedBy(Long.parseLong(weeks.group(1))));
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException notIso) {
      return Optional.empty();
    }
  }

  private static Duration unit(char letter) {
    return switch (letter) {
      case 's' -> Duration.ofSeconds(1);
      case 'm' -> Duration.ofMinutes(1);
      case 'h' -> Duration.ofHours(1);
      case 'd' -> Duration.ofDays(1);
      case 'w' -> Duration.ofDays(7);
      default -> throw new IllegalArgumentException("not a unit of time: " + letter);
    };
  }
}
