package dev.agentregistry.cli;

import dev.agentregistry.domain.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How often something is done again. */
final class Intervals {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private Intervals() {}

  private static Duration parse(String text, Duration longest, String range) {
    return DurationText.parse(text)
        .filter(interval -> interval.compareTo(SHORTEST) >= 0 && interval.compareTo(longest) <= 0)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be a time such as 30s or 5m, %s, but is '%s'".formatted(range, text)));
  }

  /** For {@code heartbeat --every}. */
  static final class OfHeartbeats implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return parse(text, Duration.ofDays(7), "from 1s to 7d");
    }
  }

  /** For {@code watch --every}. */
  static final class OfLooks implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return parse(text, Duration.ofHours(1), "from 1s to 1h");
    }
  }
}
