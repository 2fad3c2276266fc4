package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {

  private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.123Z, 2026-01-31T09:30:00.123Z",
    "2026-01-31T09:30:00.123456789Z, 2026-01-31T09:30:00.123456789Z",
    "2026-01-31T10:30:00+01:00, 2026-01-31T09:30:00Z",
    "2026-01-31T04:00:00-05:30, 2026-01-31T09:30:00Z",
    "2026-01-31t09:30:00z, 2026-01-31T09:30:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void aTimeOnTheCalendarIsReadAsAnInstant(String text, Instant expected) {
    assertThat(PointInTime.parse(text)).contains(new PointInTime.At(expected));
    assertThat(PointInTime.parse(text).orElseThrow().at(NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 2026-01-31T09:30:00.123Z",
    "90m, 2026-01-31T08:00:00.123Z",
    "7d, 2026-01-24T09:30:00.123Z",
    "P1W, 2026-01-24T09:30:00.123Z",
    "PT0.123S, 2026-01-31T09:30:00Z"
  })
  void aDurationMeansSoLongAgo(String text, Instant expected) {
    assertThat(PointInTime.parse(text).orElseThrow().at(NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "yesterday",
        "2026-01-31",
        "09:30:00Z",
        "2026-01-31T09:30:00",
        "2026-01-31T09:30:00Z ",
        "2026-01-31T09:30:00 Z",
        "2026-02-30T09:30:00Z",
        "2025-02-29T09:30:00Z",
        "2026-13-01T09:30:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T09:30:00+25:00",
        "2026-1-31T09:30:00Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "1769851800",
        "2026-01-31T09:30Z",
        "2026-01-31T09:30:00+01",
        "2026-01-31T09:30:00+01:00:15",
        "2026-01-31T09:30:00.Z",
        "2026-01-31T09:30:60Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
        "-7d",
        "36501d"
      })
  void anyOtherTextIsNoPointInTime(String text) {
    assertThat(PointInTime.parse(text)).isEmpty();
  }

  @Test
  void aFixedInstantIsOfTheYears0To9999() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PointInTime.At(Instant.MIN));
    assertThatIllegalArgumentException().isThrownBy(() -> new PointInTime.At(Instant.MAX));
  }

  @Test
  void soLongAgoIsFromZeroToAHundredYears() {
    assertThat(new PointInTime.Ago(Duration.ZERO).at(NOW)).isEqualTo(NOW);
    assertThat(new PointInTime.Ago(DurationText.MAX).at(NOW)).isBefore(NOW);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PointInTime.Ago(Duration.ofNanos(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PointInTime.Ago(DurationText.MAX.plusNanos(1)));
  }
}
