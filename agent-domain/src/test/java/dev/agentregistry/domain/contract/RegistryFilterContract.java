package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.path;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.PointInTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which agents a list lets through, whatever the filters are made of. */
interface RegistryFilterContract extends RegistryContract {

  @Test
  default void anyOfSeveralStatusesWillDo() {
    registry().heartbeat(heartbeat("idle").withStatus(status("idle")));
    registry().heartbeat(heartbeat("working").withStatus(status("in_review")));
    beat("active");

    assertThat(found(AgentQuery.builder().statuses(Set.of(status("idle"), status("in_review")))))
        .containsExactlyInAnyOrder("idle", "working");
  }

  @Test
  default void hostnamesAreComparedInAnyCaseAndPatternSignsMeanThemselves() {
    registry().heartbeat(heartbeatOn("HÖST", "umlaut"));
    registry().heartbeat(heartbeatOn("100%_x", "signs"));
    registry().heartbeat(heartbeatOn("100zzx", "letters"));

    assertThat(found(AgentQuery.builder().hostnames(Set.of("höst")))).containsExactly("umlaut");
    assertThat(found(AgentQuery.builder().hostnames(Set.of("100%_X")))).containsExactly("signs");
    assertThat(found(AgentQuery.builder().hostnames(Set.of("%")))).isEmpty();
  }

  @Test
  default void livenessIsJudgedAtTheMomentOfTheAnswer() {
    registry().heartbeat(heartbeat("gone").withStatus(status("offline")));
    registry().heartbeat(heartbeat("second").withTtl(Duration.ofSeconds(1)));
    beat("minutes");
    clock().turn(Duration.ofSeconds(2));

    assertThat(found(AgentQuery.builder().livenesses(Set.of(Liveness.ONLINE))))
        .containsExactly("minutes");
    assertThat(found(AgentQuery.builder().livenesses(Set.of(Liveness.STALE))))
        .containsExactly("second");
    assertThat(found(AgentQuery.builder().livenesses(Set.of(Liveness.STALE, Liveness.OFFLINE))))
        .containsExactlyInAnyOrder("second", "gone");
  }

  @Test
  default void pathsIssuesAndCapabilitiesAreComparedExactly() {
    registry().heartbeat(heartbeat("a").withIssueIds(List.of("A-1", "A-2")));
    registry().heartbeat(heartbeat("b").withCapabilities(List.of("java", "sql")));

    assertThat(found(AgentQuery.builder().repoPaths(Set.of(path("a"), path("c")))))
        .containsExactly("a");
    assertThat(found(AgentQuery.builder().issueIds(Set.of("A-2")))).containsExactly("a");
    assertThat(found(AgentQuery.builder().issueIds(Set.of("a-2")))).isEmpty();
    assertThat(found(AgentQuery.builder().capabilities(Set.of("sql", "x")))).containsExactly("b");
  }

  @Test
  default void seenBeforeAndAfterAreStrictAndMayBeSoLongAgo() {
    beat("old");
    clock().turn(Duration.ofSeconds(10));
    beat("new");
    PointInTime then = new PointInTime.At(T0);
    PointInTime tenSecondsAgo = new PointInTime.Ago(Duration.ofSeconds(10));

    assertThat(found(AgentQuery.builder().seenBefore(then))).isEmpty();
    assertThat(found(AgentQuery.builder().seenBefore(new PointInTime.At(T0.plusMillis(1)))))
        .containsExactly("old");
    assertThat(found(AgentQuery.builder().seenAfter(then))).containsExactly("new");
    assertThat(found(AgentQuery.builder().seenAfter(tenSecondsAgo))).containsExactly("new");
    assertThat(found(AgentQuery.builder().seenAfter(new PointInTime.Ago(Duration.ofDays(1)))))
        .containsExactlyInAnyOrder("old", "new");
  }

  @Test
  default void allFiltersHaveToLetAnAgentThrough() {
    registry().heartbeat(heartbeatOn("one", "a").withStatus(status("idle")));
    registry().heartbeat(heartbeatOn("two", "b").withStatus(status("idle")));
    registry().heartbeat(heartbeatOn("one", "c"));

    assertThat(
            found(
                AgentQuery.builder()
                    .statuses(Set.of(status("idle")))
                    .hostnames(Set.of("ONE"))
                    .livenesses(Set.of(Liveness.ONLINE))))
        .containsExactly("a");
  }

  @ParameterizedTest
  @MethodSource("dev.agentregistry.domain.contract.HardHeartbeats#all")
  default void everyHostAndPathThatAHeartbeatMayNameIsFoundByIt(Heartbeat heartbeat) {
    registry().heartbeat(heartbeat);
    registry().heartbeat(Heartbeat.from(new AgentIdentity("other", "other", "/other")));
    AgentIdentity identity = heartbeat.identity();

    AgentQuery query =
        AgentQuery.builder()
            .hostnames(Set.of(identity.hostname()))
            .repoPaths(Set.of(identity.repoPath()))
            .build();

    assertThat(registry().list(query).agents())
        .extracting(record -> record.agent().identity())
        .isEqualTo(List.of(identity));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b+c&d=e#f?g/h%20",
        "%",
        "%zz",
        "\"'\\;--",
        "\n\r\t\u0001\u007f",
        "\u0000",
        "\u2028é日本",
        "\ud83d\ude00\ud83e\udd16",
        ".",
        "..",
      })
  default void everyIssueThatAHeartbeatMayNameIsFoundByIt(String issue) {
    registry().heartbeat(heartbeat("has").withIssueIds(List.of("other", issue)));
    registry().heartbeat(heartbeat("has-not").withIssueIds(List.of("other")));

    assertThat(found(AgentQuery.builder().issueIds(Set.of(issue)))).containsExactly("has");
    assertThat(found(AgentQuery.builder().capabilities(Set.of(issue)))).isEmpty();
  }
}
