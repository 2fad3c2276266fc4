package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentQueryTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 1000})
  void aLimitIsFromOneToAThousand(int limit) {
    assertThat(AgentQuery.builder().limit(limit).build().limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
  void anyOtherLimitIsRefusedAndNamed(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentQuery.builder().limit(limit).build())
        .withMessage("limit must be 1 to 1000, but is " + limit);
  }

  @Test
  void anOffsetIsNeverNegative() {
    assertThat(new Place.Offset(Long.MAX_VALUE).agents()).isEqualTo(Long.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Place.Offset(-1))
        .withMessage("offset must be 0 or more, but is -1");
  }

  @Test
  void allMeansTheFirstFiftyMostRecentlySeenFirst() {
    AgentQuery all = AgentQuery.all();

    assertThat(all.limit()).isEqualTo(50);
    assertThat(all.sort()).isEqualTo(Sort.LAST_SEEN_AT);
    assertThat(all.place()).isEqualTo(Place.start());
    assertThat(all.matches(agent("any"), Listening.always(), T0)).isTrue();
  }

  @Test
  void aChangeOfTheSetsAfterwardsChangesNothing() {
    Set<String> hostnames = new HashSet<>(Set.of("a"));
    AgentQuery query = AgentQuery.builder().hostnames(hostnames).build();

    hostnames.add("b");

    assertThat(query.hostnames()).containsExactly("a");
  }

  @Test
  void fromChangesThePlaceAndNothingElse() {
    AgentQuery query =
        AgentQuery.builder()
            .statuses(Set.of(AgentStatus.ACTIVE))
            .hostnames(Set.of("h"))
            .livenesses(Set.of(Liveness.STALE))
            .repoPaths(Set.of("/p"))
            .issueIds(Set.of("A-1"))
            .capabilities(Set.of("sql"))
            .seenBefore(new PointInTime.At(T0))
            .seenAfter(new PointInTime.At(T0.minusSeconds(1)))
            .sort(Sort.ID)
            .limit(7)
            .build();

    AgentQuery moved = query.from(new Place.Offset(3));

    assertThat(moved.place()).isEqualTo(new Place.Offset(3));
    assertThat(moved).isNotEqualTo(query);
    assertThat(moved.from(query.place())).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource({
    "BUILD-01, build-01",
    "HÖST, höst",
    "ΟΔΟΣ, οδος",
    "οδοσ, οδος",
    "STRASSE, straße",
    "\u212a, k"
  })
  void hostnamesThatDifferOnlyInCaseFoldToTheSame(String one, String other) {
    assertThat(AgentQuery.foldCase(one)).isEqualTo(AgentQuery.foldCase(other));
  }

  @Test
  void foldingTwiceIsFoldingOnce() {
    RandomIdentities identities = new RandomIdentities(1);
    for (int i = 0; i < 500; i++) {
      String folded = AgentQuery.foldCase(identities.next().hostname());
      assertThat(AgentQuery.foldCase(folded)).isEqualTo(folded);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LAST_SEEN_AT, -1, agt_50000000, true",
    "LAST_SEEN_AT, 0, agt_50000000, false",
    "LAST_SEEN_AT, 0, agt_4fffffff, false",
    "LAST_SEEN_AT, 0, agt_50000001, true",
    "LAST_SEEN_AT, 1, agt_ffffffff, false",
    "ID, -1, agt_50000000, false",
    "ID, 1, agt_50000001, true",
    "ID, -1, agt_4fffffff, false"
  })
  void anAgentIsPastAPlaceStrictly(Sort sort, int millisLater, String id, boolean past) {
    Place.After place = new Place.After(T0, new AgentId("agt_50000000"));
    Agent plain = agent("any");
    Instant seenAt = T0.plusMillis(millisLater);
    Agent agent =
        new Agent(
            new AgentId(id),
            plain.identity(),
            plain.status(),
            List.of(),
            List.of(),
            plain.ttl(),
            seenAt,
            seenAt,
            seenAt,
            1,
            1);

    assertThat(sort.isPast(agent, place)).isEqualTo(past);
  }

  private static Agent agent(String path) {
    return Agent.register(Heartbeat.from(new AgentIdentity("h", "a", path)), T0);
  }
}
