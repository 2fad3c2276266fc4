package dev.agentregistry.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.PointInTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

  private static final int SEED = 7;
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      Instant time = Instant.ofEpochMilli(random.nextLong(FIRST, LAST));

      assertThat(WireTime.parse(WireTime.format(time))).contains(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T09:30:00.000Z",
        "2026-13-01T09:30:00.000Z",
        "2026-01-31T09:60:00.000Z",
        "2026-01-31T09:30:00.0/0Z",
        "2026-01-31T09:30:00.000X",
        "2026/01/31T09:30:00.000Z",
        "-026-01-31T09:30:00.000Z",
        "7d",
        "",
        "yesterday, at a quarter t"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(WireTime.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, 2026-01-31T09:30:00Z",
    "2026-01-31T10:30:00.5+01:00, 2026-01-31T09:30:00.500Z",
    "2026-01-31T09:30:00.123456Z, 2026-01-31T09:30:00.123456Z"
  })
  void otherSpellingsOfRfc3339AreReadToo(String text, Instant time) {
    assertThat(WireTime.parse(text)).contains(time);
  }

  @Test
  void oneWrongCharacterAnywhereIsReadAsTheDomainReadsIt() {
    String right = "2026-01-31T09:30:00.123Z";
    for (int i = 0; i < right.length(); i++) {
      for (char wrong : "0459-:.TZz ".toCharArray()) {
        String text = right.substring(0, i) + wrong + right.substring(i + 1);

        assertThat(WireTime.parse(text)).as(text).isEqualTo(asTheDomain(text));
      }
    }
  }

  private static Optional<Instant> asTheDomain(String text) {
    return PointInTime.parse(text)
        .filter(PointInTime.At.class::isInstance)
        .map(time -> ((PointInTime.At) time).instant());
  }
}
