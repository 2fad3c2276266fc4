package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Putting back records that were exported. */
interface RegistryRestoreContract extends RegistryContract {

  private static Agent exported(Heartbeat heartbeat, Instant lastSeenAt, long version) {
    return Agent.restored(
        heartbeat, T0.minus(Duration.ofDays(30)), T0.minusSeconds(9), lastSeenAt, version);
  }

  private Agent stored(String name) {
    return registry().find(id(name)).map(AgentRecord::agent).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("dev.agentregistry.domain.contract.HardHeartbeats#all")
  default void aRecordComesBackAsItWas(Heartbeat heartbeat) {
    Agent agent = exported(heartbeat, T0.minusMillis(1), 4_711);

    assertThat(registry().restore(agent)).isTrue();

    assertThat(registry().find(agent.id()).map(AgentRecord::agent)).contains(agent);
  }

  @Test
  default void aRecordThatIsThereAlreadyStays() {
    Agent agent = exported(heartbeat("one"), T0, 3);
    registry().restore(agent);

    assertThat(registry().restore(agent)).isFalse();
    assertThat(stored("one")).isEqualTo(agent);
  }

  @Test
  default void aLaterRecordStaysAndAnEarlierOneIsReplaced() {
    Agent earlier = exported(heartbeat("one").withStatus(status("idle")), T0.minusMillis(1), 9);
    Agent later = exported(heartbeat("one"), T0, 8);
    Agent nextVersion = exported(heartbeat("one").withStatus(status("busy")), T0, 9);

    assertThat(registry().restore(earlier)).isTrue();
    assertThat(registry().restore(later)).isTrue();
    assertThat(registry().restore(earlier)).isFalse();
    assertThat(stored("one")).isEqualTo(later);
    assertThat(registry().restore(nextVersion)).isTrue();
    assertThat(stored("one")).isEqualTo(nextVersion);
  }

  @Test
  default void anAgentThatHasBeatenSinceStays() {
    AgentRecord beaten = beat("one");

    assertThat(registry().restore(exported(heartbeat("one"), T0.minusSeconds(1), 99))).isFalse();
    assertThat(registry().find(id("one"))).contains(beaten);
  }

  @Test
  default void aRestoredAgentGoesOnWithItsNextHeartbeat() {
    Agent agent = exported(heartbeat("one"), T0.minusSeconds(60), 41);
    registry().restore(agent);

    Agent next = beat("one").agent();

    assertThat(next.version()).isEqualTo(42);
    assertThat(next.createdAt()).isEqualTo(agent.createdAt());
    assertThat(next.lastSeenAt()).isEqualTo(T0);
  }

  @Test
  default void aRecordWhoseIdBelongsToAnotherIdentityIsRefused() {
    AgentIdentity known = new AgentIdentity("a", "b:c", "d");
    AgentIdentity other = new AgentIdentity("a:b", "c", "d");
    AgentRecord stored = registry().heartbeat(Heartbeat.from(known));

    assertThatThrownBy(() -> registry().restore(exported(Heartbeat.from(other), T0, 7)))
        .isInstanceOfSatisfying(
            AgentIdCollisionException.class,
            collision -> {
              assertThat(collision.stored()).isEqualTo(known);
              assertThat(collision.refused()).isEqualTo(other);
            });
    assertThat(registry().find(stored.agent().id())).contains(stored);
  }
}
