package dev.agentregistry.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.Revision;
import dev.agentregistry.domain.Sort;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

  private static final List<String> EDGES_OF_FOUR_DIGITS =
      List.of(
          "-0001-12-31T23:59:59.999999999Z",
          "0000-01-01T00:00:00Z",
          "0000-02-29T12:00:00.001Z",
          "9999-12-31T23:59:59.999999999Z",
          "+10000-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:30:00Z, 2026-01-31T09:30:00.000Z",
    "2026-01-31T09:30:00.1Z, 2026-01-31T09:30:00.100Z",
    "2026-01-31T09:30:00.123999Z, 2026-01-31T09:30:00.123Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
  })
  void timesHaveExactlyThreeDecimals(Instant instant, String text) {
    assertThat(AgentJson.time(instant)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void timesOfAllYearsAreAsAFormatterWritesThem(long seed) {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(seed);
    long first = Instant.parse("-0001-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000_000));

      assertThat(AgentJson.time(time)).isEqualTo(formatter.format(time));
    }
    for (String edge : EDGES_OF_FOUR_DIGITS) {
      Instant time = Instant.parse(edge);
      assertThat(AgentJson.time(time)).isEqualTo(formatter.format(time));
    }
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void aCursorIsReadBackInItsOwnOrderOnly(Sort sort) {
    Place.After place =
        new Place.After(Instant.parse("2026-01-31T09:30:00.123Z"), AgentId.ofNumber(0xd21ea4eaL));
    String cursor = Cursor.format(sort, place);

    assertThat(cursor).matches("[A-Za-z0-9._~-]+");
    assertThat(Cursor.parse(sort, cursor)).contains(place);
    Arrays.stream(Sort.values())
        .filter(other -> other != sort)
        .forEach(other -> assertThat(Cursor.parse(other, cursor)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id",
        "id~1~agt_1",
        "id~x~agt_00000001",
        "id~1~agt_0000000G",
        "id~1~agt_00000001 ",
        "id~9999999999999999~agt_00000001"
      })
  void whatIsNoCursorIsNone(String text) {
    assertThat(Cursor.parse(Sort.ID, text)).isEmpty();
  }

  @Test
  void aConditionNamesTheRevisionsOfItsStrongTags() {
    assertThat(ETags.revisions("\"a-1-online\", W/\"b-2-stale\",\"-c-z-offline\" , \"x\""))
        .contains(Set.of(new Revision(10, 1), new Revision(-12, 35)));
    assertThat(ETags.revisions("*")).isEmpty();
    assertThat(ETags.revisions("nonsense")).contains(Set.of());
  }
}
