package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.list;
import static dev.agentregistry.domain.contract.Samples.names;
import static dev.agentregistry.domain.contract.Samples.path;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.PointInTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which agents a list lets through. */
interface FilterContract extends StoreContract {

  private List<String> found(AgentQueryBuilder query) {
    return names(store(), query, T0);
  }

  @Test
  default void anEmptyStoreListsNobody() {
    assertThat(list(store(), AgentQuery.all(), T0).agents()).isEmpty();
    assertThat(list(store(), AgentQuery.all(), T0).total()).isZero();
    assertThat(list(store(), AgentQuery.all(), T0).next()).isEmpty();
  }

  @Test
  default void aStatusIsComparedAsAWhole() {
    beat(store(), heartbeat("underscore").withStatus(status("in_review")), T0);
    beat(store(), heartbeat("hyphen").withStatus(status("in-review")), T0);
    beat(store(), heartbeat("longer").withStatus(status("in_reviews")), T0);

    assertThat(found(AgentQuery.builder().statuses(Set.of(status("in_review")))))
        .containsExactly("underscore");
  }

  @Test
  default void severalStatusesMeanAnyOfThem() {
    beat(store(), heartbeat("idle").withStatus(status("idle")), T0);
    beat(store(), heartbeat("working").withStatus(status("working")), T0);
    beat(store(), heartbeat("active"), T0);

    assertThat(
            found(
                AgentQuery.builder()
                    .statuses(Set.of(status("idle"), status("active"), status("unheard")))))
        .containsExactlyInAnyOrder("idle", "active");
  }

  @Test
  default void aRepositoryPathIsComparedExactly() {
    beat(store(), heartbeat("tracker"), T0);
    beat(store(), heartbeat("Tracker"), T0);
    beat(store(), heartbeat("tracker/"), T0);
    beat(store(), heartbeat("tracker_"), T0);

    assertThat(found(AgentQuery.builder().repoPaths(Set.of(path("tracker")))))
        .containsExactly("tracker");
    assertThat(found(AgentQuery.builder().repoPaths(Set.of(path("tracker_"), path("Tracker")))))
        .containsExactlyInAnyOrder("tracker_", "Tracker");
  }

  @Test
  default void aRepositoryPathIsFoundOnEveryMachine() {
    beat(store(), heartbeatOn("one", "tracker"), T0);
    beat(store(), heartbeatOn("two", "tracker"), T0);
    beat(store(), Heartbeat.from(new AgentIdentity("two", "10.0.0.6", path("tracker"))), T0);

    assertThat(found(AgentQuery.builder().repoPaths(Set.of(path("tracker"))))).hasSize(3);
  }

  @Test
  default void anIssueIdIsComparedExactlyWithEachOfAnAgentsIssues() {
    beat(store(), heartbeat("first").withIssueIds(List.of("A-1", "B-1")), T0);
    beat(store(), heartbeat("last").withIssueIds(List.of("B-1", "B-2", "A-1")), T0);
    beat(store(), heartbeat("longer").withIssueIds(List.of("A-10", "AA-1")), T0);
    beat(store(), heartbeat("lower").withIssueIds(List.of("a-1")), T0);
    beat(store(), heartbeat("capability").withCapabilities(List.of("A-1")), T0);
    beat(store(), heartbeat("none"), T0);

    assertThat(found(AgentQuery.builder().issueIds(Set.of("A-1"))))
        .containsExactlyInAnyOrder("first", "last");
    assertThat(found(AgentQuery.builder().issueIds(Set.of("A-10", "a-1", "Z"))))
        .containsExactlyInAnyOrder("longer", "lower");
  }

  @Test
  default void anAgentWithSeveralOfTheWantedIssuesIsFoundOnce() {
    beat(store(), heartbeat("both").withIssueIds(List.of("A-1", "A-2")), T0);

    AgentQuery query = AgentQuery.builder().issueIds(Set.of("A-1", "A-2")).build();

    assertThat(names(list(store(), query, T0))).containsExactly("both");
    assertThat(list(store(), query, T0).total()).isEqualTo(1);
  }

  @Test
  default void aCapabilityIsComparedExactlyWithEachOfAnAgentsCapabilities() {
    beat(store(), heartbeat("sql").withCapabilities(List.of("java", "sql")), T0);
    beat(store(), heartbeat("upper").withCapabilities(List.of("SQL")), T0);
    beat(store(), heartbeat("longer").withCapabilities(List.of("mysql", "sql server")), T0);
    beat(store(), heartbeat("issue").withIssueIds(List.of("sql")), T0);

    assertThat(found(AgentQuery.builder().capabilities(Set.of("sql")))).containsExactly("sql");
    assertThat(found(AgentQuery.builder().capabilities(Set.of("SQL", "java"))))
        .containsExactlyInAnyOrder("sql", "upper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\\",
        "it's",
        "a,b",
        "[]",
        "%",
        "_",
        "a\nb",
        "\t",
        "\u0000",
        "a\u0000b",
        "\ud83e\udd16"
      })
  default void anyIssueAndAnyCapabilityCanBeFound(String item) {
    beat(store(), heartbeat("issue").withIssueIds(List.of("x", item)), T0);
    beat(store(), heartbeat("capability").withCapabilities(List.of(item, "x")), T0);
    beat(store(), heartbeat("other").withIssueIds(List.of("a", "x" + item)), T0);

    assertThat(found(AgentQuery.builder().issueIds(Set.of(item)))).containsExactly("issue");
    assertThat(found(AgentQuery.builder().capabilities(Set.of(item))))
        .containsExactly("capability");
  }

  @Test
  default void seenBeforeAndSeenAfterAreStrict() {
    beat(store(), "earlier", T0.minusMillis(1));
    beat(store(), "exactly", T0);
    beat(store(), "later", T0.plusMillis(1));
    PointInTime limit = new PointInTime.At(T0);

    assertThat(found(AgentQuery.builder().seenBefore(limit))).containsExactly("earlier");
    assertThat(found(AgentQuery.builder().seenAfter(limit))).containsExactly("later");
    assertThat(found(AgentQuery.builder().seenAfter(limit).seenBefore(limit))).isEmpty();
  }

  @Test
  default void aLimitBetweenTwoMillisecondsPartsThem() {
    beat(store(), "before", T0);
    beat(store(), "after", T0.plusMillis(1));
    PointInTime limit = new PointInTime.At(T0.plusNanos(500_000));

    assertThat(found(AgentQuery.builder().seenBefore(limit))).containsExactly("before");
    assertThat(found(AgentQuery.builder().seenAfter(limit))).containsExactly("after");
  }

  @Test
  default void soLongAgoCountsFromNow() {
    beat(store(), "before", T0.minusSeconds(60).minusMillis(1));
    beat(store(), "exactly", T0.minusSeconds(60));
    beat(store(), "after", T0.minusSeconds(60).plusMillis(1));
    PointInTime minuteAgo = new PointInTime.Ago(Duration.ofMinutes(1));

    assertThat(found(AgentQuery.builder().seenBefore(minuteAgo))).containsExactly("before");
    assertThat(found(AgentQuery.builder().seenAfter(minuteAgo))).containsExactly("after");
  }

  @Test
  default void theEndsOfTheCalendarAreLimitsLikeOthers() {
    beat(store(), "one", T0);
    PointInTime first = new PointInTime.At(Instant.parse("0000-01-01T00:00:00Z"));
    PointInTime last = new PointInTime.At(Instant.parse("9999-12-31T23:59:59.999999999Z"));

    assertThat(found(AgentQuery.builder().seenAfter(first).seenBefore(last)))
        .containsExactly("one");
    assertThat(found(AgentQuery.builder().seenBefore(first))).isEmpty();
    assertThat(found(AgentQuery.builder().seenAfter(last))).isEmpty();
  }

  @Test
  default void filtersTogetherLetOnlyThroughWhatEachLetsThrough() {
    Heartbeat all =
        heartbeatOn("HÖST", "all")
            .withStatus(status("working"))
            .withIssueIds(List.of("A-1"))
            .withCapabilities(List.of("sql"));
    beat(store(), all, T0);
    beat(store(), heartbeatOn("höst", "status").withIssueIds(List.of("A-1")), T0);
    beat(store(), heartbeatOn("höst", "issue").withStatus(status("working")), T0);
    beat(store(), heartbeat("host").withStatus(status("working")), T0);
    AgentQueryBuilder query =
        AgentQuery.builder()
            .statuses(Set.of(status("working"), status("idle")))
            .hostnames(Set.of("höst"))
            .repoPaths(Set.of(path("all"), path("status"), path("issue"), path("host")))
            .issueIds(Set.of("A-1", "A-2"))
            .capabilities(Set.of("sql", "java"))
            .livenesses(Set.of(Liveness.ONLINE))
            .seenAfter(new PointInTime.At(T0.minusMillis(1)))
            .seenBefore(new PointInTime.At(T0.plusMillis(1)));

    assertThat(found(query)).containsExactly("all");
    assertThat(found(query.statuses(Set.of(status("idle"))))).isEmpty();
    assertThat(found(query.statuses(Set.of()).capabilities(Set.of()))).hasSize(2);
  }
}
