package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.beat;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.names;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who a list takes for online, stale and offline. */
interface LivenessFilterContract extends StoreContract {

  private List<String> found(Instant now, Liveness... wanted) {
    return names(store(), AgentQuery.builder().livenesses(Set.of(wanted)), now);
  }

  private Heartbeat withTtlOfAMinute(String name) {
    return heartbeat(name).withTtl(Duration.ofMinutes(1));
  }

  @Test
  default void anAgentIsOnlineUpToItsTtlAndStaleAMillisecondLater() {
    beat(store(), withTtlOfAMinute("one"), T0);
    Instant limit = T0.plusSeconds(60);

    assertThat(found(limit, Liveness.ONLINE)).containsExactly("one");
    assertThat(found(limit, Liveness.STALE)).isEmpty();
    assertThat(found(limit.plusMillis(1), Liveness.ONLINE)).isEmpty();
    assertThat(found(limit.plusMillis(1), Liveness.STALE)).containsExactly("one");
  }

  @Test
  default void lessThanAMillisecondLaterIsNotLater() {
    beat(store(), withTtlOfAMinute("one"), T0);

    assertThat(found(T0.plusSeconds(60).plusNanos(999_999), Liveness.ONLINE))
        .containsExactly("one");
  }

  @Test
  default void eachAgentsOwnTtlCounts() {
    beat(store(), heartbeat("second").withTtl(Duration.ofSeconds(1)), T0);
    beat(store(), heartbeat("week").withTtl(Duration.ofDays(7)), T0);

    assertThat(found(T0.plusSeconds(2), Liveness.STALE)).containsExactly("second");
    assertThat(found(T0.plus(Duration.ofDays(7)), Liveness.ONLINE)).containsExactly("week");
  }

  @Test
  default void whoSaidGoodbyeIsOfflineHoweverLongAgo() {
    beat(store(), withTtlOfAMinute("offline").withStatus(status("offline")), T0);
    beat(store(), withTtlOfAMinute("stopped").withStatus(status("stopped")), T0);
    Instant muchLater = T0.plus(Duration.ofDays(30));

    for (Instant now : List.of(T0, muchLater)) {
      assertThat(found(now, Liveness.OFFLINE)).containsExactlyInAnyOrder("offline", "stopped");
      assertThat(found(now, Liveness.ONLINE, Liveness.STALE)).isEmpty();
    }
  }

  @Test
  default void whoWasSeenMoreThanAMinuteInTheFutureIsStale() {
    beat(store(), withTtlOfAMinute("minute"), T0.plusSeconds(60));
    beat(store(), withTtlOfAMinute("more"), T0.plusSeconds(60).plusMillis(1));
    beat(store(), heartbeat("goodbye").withStatus(status("stopped")), T0.plusSeconds(3600));

    assertThat(found(T0, Liveness.ONLINE)).containsExactly("minute");
    assertThat(found(T0, Liveness.STALE)).containsExactly("more");
    assertThat(found(T0, Liveness.OFFLINE)).containsExactly("goodbye");
  }

  @Test
  default void severalLivenessesMeanAnyOfThem() {
    beat(store(), withTtlOfAMinute("stale"), T0.minusSeconds(61));
    beat(store(), withTtlOfAMinute("online"), T0);
    beat(store(), heartbeat("offline").withStatus(status("offline")), T0.minusSeconds(1));

    assertThat(found(T0, Liveness.STALE, Liveness.OFFLINE)).containsExactly("offline", "stale");
    assertThat(found(T0, Liveness.values())).containsExactly("online", "offline", "stale");
  }

  @Test
  default void silenceCountsOnlyWhileSomeoneListened() {
    beat(store(), withTtlOfAMinute("one"), T0);
    PausedListening paused = new PausedListening(T0.plusSeconds(10), T0.plusSeconds(3610));
    AgentQuery stale = AgentQuery.builder().livenesses(Set.of(Liveness.STALE)).build();
    Instant limit = T0.plusSeconds(3660);

    assertThat(names(store().list(stale, paused, limit))).isEmpty();
    assertThat(names(store().list(stale, paused, limit.plusMillis(1)))).containsExactly("one");
  }
}
