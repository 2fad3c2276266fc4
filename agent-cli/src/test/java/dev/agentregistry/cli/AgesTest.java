package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s ago", "PT12.9S, 12s ago", "PT59S, 59s ago", "PT60S, 1m ago", "PT59M59S, 59m ago",
    "PT1H, 1h ago", "PT47H, 47h ago", "PT48H, 2d ago", "P400D, 400d ago", "PT-0.5S, 0s ago",
    "PT-5M, in 5m"
  })
  void agesAreRough(Duration age, String text) {
    assertThat(Ages.ago(Cli.NOW.minus(age), Cli.NOW)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT30S, 30s", "PT5M, 5m", "PT1H30M, 1h30m", "P7D, 7d", "P1DT1S, 1d1s", "PT0S, 0s"})
  void lengthsAreExact(Duration length, String text) {
    assertThat(Ages.length(length)).isEqualTo(text);
  }
}
