package dev.agentregistry.http.json;

import dev.agentregistry.domain.PointInTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times on the wire: RFC 3339 in UTC with exactly three decimals. */
final class WireTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Years of four digits: all but these are left to the formatter, which takes its time. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant END = FIRST.atOffset(ZoneOffset.UTC).plusYears(10_000).toInstant();

  private static final byte[] PATTERN =
      "uuuu-MM-ddTHH:mm:ss.SSSZ".getBytes(StandardCharsets.ISO_8859_1);

  private static final int NANOS_PER_MILLI = 1_000_000;

  private WireTime() {}

  /** Reads a time as it is written here, and any other that RFC 3339 allows. */
  static Optional<Instant> parse(String text) {
    return parseOwn(text)
        .or(
            () ->
                PointInTime.parse(text)
                    .filter(PointInTime.At.class::isInstance)
                    .map(time -> ((PointInTime.At) time).instant()));
  }

  /** Only what is written here, which takes a tenth of the time: a page has thousands. */
  private static Optional<Instant> parseOwn(String text) {
    if (text.length() != PATTERN.length) {
      return Optional.empty();
    }
    try {
      Instant time =
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  number(text, 17, 19),
                  number(text, 20, 23) * NANOS_PER_MILLI)
              .toInstant(ZoneOffset.UTC);
      return format(time).equals(text) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /** The number of these places, if there are digits; else any. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  static String format(Instant instant) {
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      return FORMAT.format(instant);
    }
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    byte[] text = PATTERN.clone();
    write(text, 0, 4, time.getYear());
    write(text, 5, 7, time.getMonthValue());
    write(text, 8, 10, time.getDayOfMonth());
    write(text, 11, 13, time.getHour());
    write(text, 14, 16, time.getMinute());
    write(text, 17, 19, time.getSecond());
    write(text, 20, 23, time.getNano() / NANOS_PER_MILLI);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Writes a number's digits to these places, with zeros before it. */
  private static void write(byte[] text, int from, int to, int number) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
