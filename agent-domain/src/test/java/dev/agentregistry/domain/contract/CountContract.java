package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many agents there are. */
interface CountContract extends StoreContract {

  private AgentCounts count(Instant now) {
    return store().count(Listening.always(), now);
  }

  private static Map<Liveness, Long> livenesses(long online, long stale, long offline) {
    return Map.of(Liveness.ONLINE, online, Liveness.STALE, stale, Liveness.OFFLINE, offline);
  }

  @Test
  default void anEmptyStoreCountsNobody() {
    AgentCounts counts = count(T0);

    assertThat(counts.total()).isZero();
    assertThat(counts.byLiveness()).isEqualTo(livenesses(0, 0, 0));
    assertThat(counts.byStatus()).isEmpty();
    assertThat(counts.hosts()).isZero();
    assertThat(counts.largestHosts()).isEmpty();
  }

  @Test
  default void agentsAreCountedByWhatTheySayAndByWhatIsSaidOfThem() {
    beat(store(), heartbeat("minute").withTtl(Duration.ofMinutes(1)), T0);
    beat(store(), heartbeat("hour").withTtl(Duration.ofHours(1)).withStatus(status("working")), T0);
    beat(store(), heartbeat("gone").withStatus(status("stopped")), T0);

    AgentCounts counts = count(T0.plusSeconds(61));

    assertThat(counts.total()).isEqualTo(3);
    assertThat(counts.byLiveness()).isEqualTo(livenesses(1, 1, 1));
    assertThat(counts.byStatus())
        .isEqualTo(Map.of(status("active"), 1L, status("working"), 1L, status("stopped"), 1L));
  }

  @Test
  default void whoIsExactlyAtItsLimitIsOnlineAndAClockFaultIsStale() {
    beat(store(), heartbeat("limit").withTtl(Duration.ofMinutes(1)), T0);
    beat(store(), heartbeat("second").withTtl(Duration.ofSeconds(1)), T0.plusSeconds(59));
    beat(store(), heartbeat("future").withTtl(Duration.ofHours(1)), T0.plusSeconds(3_600));

    assertThat(count(T0.plusSeconds(60)).byLiveness()).isEqualTo(livenesses(2, 1, 0));
    assertThat(count(T0.plusSeconds(60).plusMillis(1)).byLiveness()).isEqualTo(livenesses(0, 3, 0));
  }

  @Test
  default void silenceCountsOnlyWhileSomeoneListenedHereToo() {
    beat(store(), heartbeat("one").withTtl(Duration.ofMinutes(1)), T0);
    PausedListening paused = new PausedListening(T0.plusSeconds(10), T0.plusSeconds(3_610));
    Instant limit = T0.plusSeconds(3_660);

    assertThat(store().count(paused, limit).byLiveness()).isEqualTo(livenesses(1, 0, 0));
    assertThat(store().count(paused, limit.plusMillis(1)).byLiveness())
        .isEqualTo(livenesses(0, 1, 0));
  }

  @Test
  default void hostsAreCountedWhateverTheirCaseAndTheLargestAreNamed() {
    beat(store(), heartbeatOn("small", "1"), T0);
    beat(store(), heartbeatOn("Build-02", "1"), T0);
    beat(store(), heartbeatOn("build-02", "2"), T0);
    beat(store(), heartbeatOn("also-small", "1"), T0);

    AgentCounts counts = count(T0);

    assertThat(counts.hosts()).isEqualTo(3);
    assertThat(counts.largestHosts())
        .containsExactly(
            new HostCount("build-02", 2),
            new HostCount("also-small", 1),
            new HostCount("small", 1));
  }

  @Test
  default void noMoreHostsAreNamedThanTenAndAllAreCounted() {
    for (int host = 0; host < 12; host++) {
      beat(store(), heartbeatOn("host-" + host, "one"), T0);
    }

    assertThat(count(T0).hosts()).isEqualTo(12);
    assertThat(count(T0).largestHosts()).hasSize(AgentCounts.MAX_HOSTS);
  }

  @Test
  default void whoIsGoneIsCountedNoMore() {
    beat(store(), heartbeat("stays"), T0);
    beat(store(), heartbeat("goes").withStatus(status("working")), T0);
    store().delete(id("goes"), agent -> true, T0);

    assertThat(count(T0).total()).isEqualTo(1);
    assertThat(count(T0).byStatus()).isEqualTo(Map.of(status("active"), 1L));
  }
}
