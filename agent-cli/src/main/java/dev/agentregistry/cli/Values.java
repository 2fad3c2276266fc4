package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.DurationText;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.Sort;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of options and environment variables. What is wrong with a value reads on from
 * the name of the option that it was given for.
 */
final class Values {

  private static final int KIBI = 1024;

  private Values() {}

  /** Lets picocli read the types that stand for one kind of value. */
  static void register(CommandLine commandLine) {
    commandLine.registerConverter(Duration.class, Values::duration);
    commandLine.registerConverter(AgentStatus.class, Values::status);
    commandLine.registerConverter(Liveness.class, Values::liveness);
    commandLine.registerConverter(EventKind.class, Values::eventKind);
    commandLine.registerConverter(IssueState.class, Values::issueState);
    commandLine.registerConverter(Scope.class, Values::scope);
    commandLine.registerConverter(Sort.class, Values::sort);
    commandLine.registerConverter(OutputFormat.class, Values::format);
  }

  static Duration duration(String text) {
    return DurationText.parse(text).orElseThrow(() -> bad(DurationText.FORM, text));
  }

  /** A TTL: a duration or plain seconds. */
  static Duration ttl(String text) {
    Duration ttl =
        text.matches("[0-9]{1,9}")
            ? Duration.ofSeconds(Long.parseLong(text))
            : DurationText.parse(text).orElse(Duration.ZERO);
    if (!Heartbeat.isAllowedTtl(ttl)) {
      throw bad("a time such as 30s or 5m, or plain seconds, from 1s to 7d", text);
    }
    return ttl;
  }

  /** How long a silence is too long for the automatic prune. */
  static Duration pruneAfter(String text) {
    return DurationText.parse(text)
        .filter(duration -> duration.compareTo(Duration.ofSeconds(1)) >= 0)
        .orElseThrow(() -> bad("a time such as 12h, 30d or 8w, 1s or more", text));
  }

  static AgentStatus status(String text) {
    try {
      return new AgentStatus(text);
    } catch (InvalidHeartbeatException e) {
      throw new TypeConversionException(
          e.violations().getFirst().message() + ", but is '" + text + "'");
    }
  }

  static Liveness liveness(String text) {
    return oneOf(Liveness.values(), text);
  }

  static EventKind eventKind(String text) {
    return oneOf(EventKind.values(), text);
  }

  static IssueState issueState(String text) {
    return oneOf(IssueState.values(), text);
  }

  static Scope scope(String text) {
    return oneOf(Scope.values(), text);
  }

  static Sort sort(String text) {
    return oneOf(Sort.values(), text);
  }

  static OutputFormat format(String text) {
    return oneOf(OutputFormat.values(), text);
  }

  static LogLevel logLevel(String text) {
    return oneOf(LogLevel.values(), text);
  }

  static String notBlank(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("must not be blank");
    }
    return text;
  }

  /** Where a server is; what more it has to be, the client says. */
  static URI url(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw bad("a URL such as http://127.0.0.1:8080", text);
    }
  }

  /** Where to post events; what more it has to be, the webhook says. */
  static URI webhookUrl(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      // Not shown: there may be a secret in it.
      throw new TypeConversionException("must be a URL such as https://tools.example/agents");
    }
  }

  /** For a variable that stands in for an option without a value. */
  static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad("true or false", text);
    };
  }

  static int limit(String text) {
    return (int) number(text, 1, AgentQuery.MAX_LIMIT);
  }

  static long offset(String text) {
    return number(text, 0, Long.MAX_VALUE);
  }

  static long count(String text) {
    return number(text, 0, Long.MAX_VALUE);
  }

  static int port(String text) {
    return (int) number(text, 0, 65_535);
  }

  /** A number of bytes: plain, or as {@code 256k} or {@code 1m}. */
  static int bytes(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9]{1,10}[km]?")) {
      throw badBytes(text);
    }
    char unit = lower.charAt(lower.length() - 1);
    long factor = unit == 'k' ? KIBI : unit == 'm' ? KIBI * KIBI : 1;
    long count = Long.parseLong(factor == 1 ? lower : lower.substring(0, lower.length() - 1));
    long bytes = count * factor;
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw badBytes(text);
    }
    return (int) bytes;
  }

  /** A constant by its name in lower case. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static TypeConversionException badBytes(String text) {
    return bad("a number of bytes such as 65536, 256k or 1m, up to 2047m", text);
  }

  private static long number(String text, long min, long max) {
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (min <= number && number <= max) {
        return number;
      }
    }
    String range = max == Long.MAX_VALUE ? min + " or more" : min + " to " + max;
    throw bad("a whole number, " + range, text);
  }

  static <E extends Enum<E>> E oneOf(E[] constants, String text) {
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    "one of "
                        + Arrays.stream(constants)
                            .map(Values::name)
                            .collect(Collectors.joining(", ")),
                    text));
  }

  private static TypeConversionException bad(String wanted, String text) {
    return new TypeConversionException("must be " + wanted + ", but is '" + text + "'");
  }

  /** For {@code --ttl}: other durations have other rules. */
  static final class TtlConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return ttl(text);
    }
  }

  /** For {@code --limit}. */
  static final class LimitConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return limit(text);
    }
  }

  /** For {@code --offset}. */
  static final class OffsetConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return offset(text);
    }
  }

  /** For the options that count agents. */
  static final class CountConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return count(text);
    }
  }
}
