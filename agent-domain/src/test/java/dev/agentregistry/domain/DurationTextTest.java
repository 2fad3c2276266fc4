package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "30s, PT30S",
    "15m, PT15M",
    "90m, PT1H30M",
    "12h, PT12H",
    "7d, PT168H",
    "2w, PT336H",
    "007d, PT168H",
    "P7D, PT168H",
    "p7d, PT168H",
    "PT15M, PT15M",
    "P1DT12H, PT36H",
    "PT1.5S, PT1.5S",
    "P2W, PT336H",
    "p2w, PT336H",
    "PT0S, PT0S",
    "36500d, PT876000H",
    "P36500D, PT876000H"
  })
  void aDurationIsRead(String text, Duration expected) {
    assertThat(DurationText.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "7", "d", "7 d", " 7d", "7d ", "7d\n", "7D", "7days", "7y", "7M", "1h30m", "1.5h",
        "+7d", "-7d", "P-7D", "-P7D", "PT-1S", "P1Y", "P1M", "P", "PT", "P2W3D", "P-2W", "\u0667d",
        "\uff17d", "forever"
      })
  void anyOtherTextIsNoDuration(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "36501d",
        "P36501D",
        "PT876000H0.000000001S",
        "5215w",
        "P5215W",
        "9999999999w",
        "P9999999999W",
        "99999999999s",
        "99999999999999999999d",
        "P99999999999999999999D",
        "PT9223372036854775807S"
      })
  void moreThanAHundredYearsIsOutOfRange(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void theExamplesInTheMessageAreAccepted() {
    assertThat("30s 15m 12h 7d 2w P7D PT15M".split(" "))
        .allSatisfy(
            example -> {
              assertThat(DurationText.FORM).contains(example);
              assertThat(DurationText.parse(example)).isPresent();
            });
  }
}
