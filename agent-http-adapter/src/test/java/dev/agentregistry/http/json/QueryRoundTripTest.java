package dev.agentregistry.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.Sort;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A query that is written into a URL is read from it as the same query. */
class QueryRoundTripTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123456789Z");

  static Stream<AgentQueryBuilder> queries() {
    return Stream.of(
        AgentQuery.builder(),
        AgentQuery.builder().sort(Sort.ID).limit(1),
        AgentQuery.builder().limit(AgentQuery.MAX_LIMIT).place(new Place.Offset(7)),
        AgentQuery.builder().place(new Place.Offset(999_999_999_999_999_999L)),
        after(Sort.ID),
        after(Sort.LAST_SEEN_AT),
        AgentQuery.builder()
            .statuses(Set.of(new AgentStatus("idle"), new AgentStatus("in_review")))
            .livenesses(Set.of(Liveness.values())),
        AgentQuery.builder().hostnames(Set.of("HÖST", "a b+c", "100%_", "a&b=c#d?e;f")),
        AgentQuery.builder()
            .repoPaths(Set.of("C:\\work", "/日本/\ud83d\ude00", "/" + "x".repeat(4_095))),
        AgentQuery.builder().issueIds(Set.of("\u0000\n", "\"'[]{}<>|^`", "")),
        AgentQuery.builder().capabilities(Set.of(",", "null", "\u2028")),
        AgentQuery.builder().seenBefore(new PointInTime.At(T0)),
        AgentQuery.builder().seenAfter(new PointInTime.At(Instant.parse("0000-01-01T00:00:00Z"))),
        AgentQuery.builder()
            .seenAfter(new PointInTime.Ago(Duration.ofDays(7)))
            .seenBefore(new PointInTime.Ago(Duration.ofMillis(1_500))));
  }

  private static AgentQueryBuilder after(Sort sort) {
    return AgentQuery.builder()
        .sort(sort)
        .place(
            new Place.After(
                Instant.parse("1969-12-31T23:59:59.999Z"), AgentId.ofNumber(0xd21ea4eaL)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theQueryComesBack(AgentQueryBuilder builder) {
    AgentQuery query = builder.build();
    String written = QueryParameters.write(query);

    assertThat(written).matches("[A-Za-z0-9._~%*=&-]*");
    assertThat(QueryParameters.read(decode(written))).isEqualTo(query);
  }

  @Test
  void aQueryIsAlwaysWrittenTheSameWay() {
    assertThat(
            QueryParameters.write(
                AgentQuery.builder().hostnames(Set.of("b", "a", "c d")).limit(3).build()))
        .isEqualTo("hostname=a&hostname=b&hostname=c%20d&sort=last_seen_at&limit=3&offset=0");
  }

  private static Map<String, List<String>> decode(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String raw = URI.create("http://localhost/?" + query).getRawQuery();
    for (String parameter : raw.split("&")) {
      String[] parts = parameter.split("=", 2);
      values
          .computeIfAbsent(parts[0], name -> new ArrayList<>())
          .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }
}
