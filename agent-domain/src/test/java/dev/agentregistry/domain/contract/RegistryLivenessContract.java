package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a registry says of its agents, where no server ever noted that it listens. */
interface RegistryLivenessContract extends RegistryContract {

  private AgentRecord find(String name) {
    return registry().find(id(name)).orElseThrow();
  }

  @Test
  default void anAgentIsOnlineUntilExactlyItsLimit() {
    beat("one");
    clock().turn(Duration.ofMinutes(5));
    assertThat(find("one").liveness()).isEqualTo(Liveness.ONLINE);
    assertThat(find("one").staleAt()).contains(T0.plusSeconds(300));

    clock().turn(Duration.ofMillis(1));
    assertThat(find("one").liveness()).isEqualTo(Liveness.STALE);
    assertThat(find("one").staleAt()).contains(T0.plusSeconds(300));
  }

  @Test
  default void eachAgentHasItsOwnTtl() {
    registry().heartbeat(heartbeat("second").withTtl(Duration.ofSeconds(1)));
    registry().heartbeat(heartbeat("week").withTtl(Duration.ofDays(7)));
    clock().turn(Duration.ofDays(7));

    assertThat(find("second").liveness()).isEqualTo(Liveness.STALE);
    assertThat(find("second").staleAt()).contains(T0.plusSeconds(1));
    assertThat(find("week").liveness()).isEqualTo(Liveness.ONLINE);
    assertThat(find("week").staleAt()).contains(T0.plus(Duration.ofDays(7)));
  }

  @Test
  default void aHeartbeatThatNamesNoTtlGoesBackToTheDefault() {
    registry().heartbeat(heartbeat("one").withTtl(Duration.ofSeconds(1)));

    assertThat(beat("one").agent().ttl()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  default void whoSaidGoodbyeIsOfflineForGoodAndWhoComesBackIsOnline() {
    AgentRecord goodbye = registry().heartbeat(heartbeat("one").withStatus(status("stopped")));
    clock().turn(Duration.ofDays(30));

    assertThat(goodbye.liveness()).isEqualTo(Liveness.OFFLINE);
    assertThat(goodbye.staleAt()).isEmpty();
    assertThat(find("one")).isEqualTo(goodbye);
    assertThat(beat("one").liveness()).isEqualTo(Liveness.ONLINE);
  }

  @Test
  default void anAgentOfTheFutureIsStaleUntilItsNextHeartbeat() {
    clock().turn(Duration.ofDays(1));
    beat("one");
    clock().turn(Duration.ofDays(-1));

    assertThat(find("one").liveness()).isEqualTo(Liveness.STALE);
    assertThat(beat("one").liveness()).isEqualTo(Liveness.ONLINE);
    assertThat(find("one").agent().lastSeenAt()).isEqualTo(T0);
  }
}
