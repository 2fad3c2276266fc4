package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"30s, PT30S", "5m, PT5M", "90, PT90S", "7d, P7D", "604800, P7D", "PT1H, PT1H"})
  void aTtlIsADurationOrPlainSeconds(String text, Duration ttl) {
    assertThat(Values.ttl(text)).isEqualTo(ttl);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0s", "8d", "604801", "-5", "5 m", "PT1.5S", "soon"})
  void anyOtherTtlIsRefusedByItsValue(String text) {
    assertThatThrownBy(() -> Values.ttl(text))
        .hasMessageStartingWith("must be")
        .hasMessageEndingWith("but is '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "65536, 65536", "256k, 262144", "1M, 1048576", "2047m, 2146435072"})
  void bytesMayHaveAUnit(String text, int bytes) {
    assertThat(Values.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0k", "k", "-1", "1.5m", "2048m", "99999999999", "1g", "1 k"})
  void anyOtherNumberOfBytesIsRefused(String text) {
    assertThatThrownBy(() -> Values.bytes(text)).hasMessageEndingWith("but is '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65536", "80a", "99999999999999999999"})
  void aPortIsInRange(String text) {
    assertThatThrownBy(() -> Values.port(text))
        .hasMessage("must be a whole number, 0 to 65535, but is '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stale", "STALE"})
  void wordsMayBeInAnyCase(String text) {
    assertThat(Values.name(Values.liveness(text))).isEqualTo("stale");
  }
}
