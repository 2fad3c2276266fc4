package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Liveness;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a heartbeat. */
interface RegistryHeartbeatContract extends RegistryContract {

  @Test
  default void theFirstHeartbeatRegistersTheAgent() {
    AgentRecord record = beat("one");

    assertThat(record)
        .isEqualTo(
            new AgentRecord(
                Agent.register(heartbeat("one").withTtl(Duration.ofMinutes(5)), clock().instant()),
                Liveness.ONLINE,
                Optional.of(T0.plusSeconds(300))));
  }

  @Test
  default void theNextHeartbeatMakesTheNextVersion() {
    AgentRecord first = beat("one");
    clock().turn(Duration.ofSeconds(2));
    Heartbeat working =
        heartbeat("one")
            .withStatus(status("working"))
            .withIssueIds(List.of("TRCKR-280", "A-1"))
            .withCapabilities(List.of("sql", "java"))
            .withTtl(Duration.ofSeconds(77));

    AgentRecord second = registry().heartbeat(working);

    assertThat(second.agent()).isEqualTo(first.agent().beat(working, clock().instant()));
    assertThat(second.agent().version()).isEqualTo(2);
    assertThat(second.agent().createdAt()).isEqualTo(T0);
    assertThat(second.agent().updatedAt()).isEqualTo(T0.plusSeconds(2));
    assertThat(second.staleAt()).contains(T0.plusSeconds(79));
  }

  @Test
  default void aHeartbeatThatSaysNothingNewOnlyMovesTheLastSeenTime() {
    beat("one");
    clock().turn(Duration.ofSeconds(2));

    Agent second = beat("one").agent();

    assertThat(second.lastSeenAt()).isEqualTo(T0.plusSeconds(2));
    assertThat(second.updatedAt()).isEqualTo(T0);
  }

  @Test
  default void timeNeverRunsBackwardsInARecord() {
    beat("one");
    clock().turn(Duration.ofSeconds(-30));

    assertThat(beat("one").agent().lastSeenAt()).isEqualTo(T0);
  }

  @ParameterizedTest
  @MethodSource("dev.agentregistry.domain.contract.HardHeartbeats#all")
  default void everythingThatAHeartbeatSaysComesBackFromEveryQuestion(Heartbeat heartbeat) {
    Heartbeat complete = heartbeat.ttl().isPresent() ? heartbeat : withDefaultTtl(heartbeat);
    Agent expected = Agent.register(complete, clock().instant());

    AgentRecord answer = registry().heartbeat(heartbeat);

    assertThat(answer.agent()).isEqualTo(expected);
    assertThat(registry().find(expected.id())).contains(answer);
    assertThat(RegistryContract.listed(registry().list(AgentQuery.all()).agents()))
        .containsExactly(RegistryContract.listed(answer));
  }

  private static Heartbeat withDefaultTtl(Heartbeat heartbeat) {
    return heartbeat.withTtl(Duration.ofMinutes(5));
  }

  @Test
  default void whatIsFoundIsWhatTheHeartbeatWasAnswered() {
    beat("one");
    AgentRecord answer = beat("one");

    assertThat(registry().find(id("one"))).contains(answer);
    assertThat(registry().find(id("one")).orElseThrow().agent().revision())
        .isEqualTo(answer.agent().revision());
  }

  @Test
  default void anUnknownAgentIsFoundByNobody() {
    beat("one");

    assertThat(registry().find(id("two"))).isEmpty();
  }

  @Test
  default void readingChangesNothing() {
    AgentRecord stored = beat("one");

    for (int i = 0; i < 3; i++) {
      registry().find(id("one"));
      registry().list(AgentQuery.all());
      registry().count();
    }

    assertThat(registry().find(id("one"))).contains(stored);
  }

  @Test
  default void anIdThatBelongsToAnotherIdentityIsRefusedAndNothingChanges() {
    AgentIdentity known = new AgentIdentity("a", "b:c", "d'\"ö");
    AgentIdentity other = new AgentIdentity("a:b", "c", "d'\"ö");
    AgentRecord stored = registry().heartbeat(Heartbeat.from(known));
    clock().turn(Duration.ofSeconds(1));

    assertThatThrownBy(() -> registry().heartbeat(Heartbeat.from(other)))
        .isInstanceOfSatisfying(
            AgentIdCollisionException.class,
            collision -> {
              assertThat(collision.id()).isEqualTo(AgentId.derive(known));
              assertThat(collision.stored()).isEqualTo(known);
              assertThat(collision.refused()).isEqualTo(other);
            })
        .hasMessage(new AgentIdCollisionException(stored.agent().id(), known, other).getMessage());

    assertThat(registry().find(stored.agent().id())).contains(stored);
  }

  @Test
  default void heartbeatsAtOnceGiveEachVersionOnce() {
    List<Long> versions =
        AtOnce.forEach(Collections.nCopies(60, "one"), name -> beat(name).agent().version());

    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
  }
}
