package dev.agentregistry.domain;

import static dev.agentregistry.domain.RegistryFixture.T0;
import static dev.agentregistry.domain.RegistryFixture.heartbeat;
import static dev.agentregistry.domain.RegistryFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAgentRegistryTest {

  private final RegistryFixture fixture = new RegistryFixture();
  private final AgentRegistry registry = fixture.registry;

  @Test
  void theFirstHeartbeatRegistersAndTheNextMakesVersionTwo() {
    AgentRecord first = fixture.beat("one");
    fixture.tick(Duration.ofSeconds(1));
    AgentRecord second = fixture.beat("one");

    assertThat(first.agent()).isEqualTo(Agent.register(heartbeat("one"), T0));
    assertThat(second.agent().version()).isEqualTo(2);
    assertThat(second.agent().lastSeenAt()).isEqualTo(T0.plusSeconds(1));
    assertThat(fixture.repository.find(id("one"))).contains(second.agent());
  }

  @Test
  void aRecordTellsItsLivenessAndWhenItBecomesStale() {
    AgentRecord record = fixture.beat("one");

    assertThat(record.liveness()).isEqualTo(Liveness.ONLINE);
    assertThat(record.staleAt()).contains(T0.plusSeconds(300));
    assertThat(registry.find(id("one"))).contains(record);

    fixture.tick(Duration.ofMinutes(5));
    assertThat(registry.find(id("one"))).contains(record);

    fixture.tick(Duration.ofMillis(1));
    assertThat(registry.find(id("one")))
        .contains(
            new AgentRecord(record.agent(), Liveness.STALE, Optional.of(T0.plusSeconds(300))));
  }

  @Test
  void whoSaidGoodbyeNeverBecomesStale() {
    AgentRecord record =
        registry.heartbeat(heartbeat("one").withStatus(new AgentStatus("offline")));

    assertThat(record.liveness()).isEqualTo(Liveness.OFFLINE);
    assertThat(record.staleAt()).isEmpty();
  }

  @Test
  void theRegistrysOwnDefaultTtlCountsWhereTheHeartbeatNamesNone() {
    AgentRegistry hourly =
        AgentRegistry.over(fixture.repository, fixture::now, Duration.ofHours(1));

    assertThat(hourly.heartbeat(heartbeat("one")).agent().ttl()).isEqualTo(Duration.ofHours(1));
    assertThat(hourly.heartbeat(heartbeat("one")).agent().ttl()).isEqualTo(Duration.ofHours(1));
    assertThat(hourly.heartbeat(heartbeat("one").withTtl(Duration.ofSeconds(7))).agent().ttl())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(fixture.beat("two").agent().ttl()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.5S", "P8D", "PT-1S"})
  void aDefaultTtlThatNoHeartbeatMayNameIsRefused(Duration ttl) {
    assertThatThrownBy(() -> AgentRegistry.over(fixture.repository, fixture::now, ttl))
        .isInstanceOf(InvalidHeartbeatException.class)
        .hasMessageContaining("TTL");
  }

  @Test
  void aCollisionChangesNothing() {
    AgentRecord stored = registry.heartbeat(Heartbeat.from(new AgentIdentity("a", "b:c", "d")));
    Heartbeat other = Heartbeat.from(new AgentIdentity("a:b", "c", "d"));
    fixture.tick(Duration.ofSeconds(1));

    assertThatThrownBy(() -> registry.heartbeat(other))
        .isInstanceOf(AgentIdCollisionException.class);

    assertThat(fixture.repository.find(stored.agent().id())).contains(stored.agent());
  }

  @Test
  void anUnknownAgentIsFoundByNobody() {
    assertThat(registry.find(id("nobody"))).isEmpty();
    assertThat(registry.remove(id("nobody"))).isFalse();
    assertThat(registry.remove(id("nobody"), Set.of())).isEqualTo(Removal.UNKNOWN);
  }

  @Test
  void aListIsOfRecordsAtTheMomentOfTheAnswer() {
    fixture.beat("stale");
    fixture.tick(Duration.ofMinutes(5).plusMillis(1));
    AgentRecord online = fixture.beat("online");

    AgentPage<AgentRecord> page = registry.list(AgentQuery.builder().limit(1).build());

    assertThat(page.agents()).containsExactly(online);
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.next()).contains(Place.After.agent(online.agent()));
    assertThat(registry.list(AgentQuery.all().from(page.next().orElseThrow())).agents())
        .extracting(AgentRecord::liveness)
        .isEqualTo(List.of(Liveness.STALE));
  }

  @Test
  void aRemovedAgentIsGoneAndItsNextHeartbeatRegistersItAnew() {
    fixture.beat("one");
    fixture.beat("one");

    assertThat(registry.remove(id("one"))).isTrue();

    assertThat(registry.find(id("one"))).isEmpty();
    assertThat(registry.remove(id("one"))).isFalse();
    assertThat(fixture.beat("one").agent().version()).isEqualTo(1);
  }

  @Test
  void anAgentIsRemovedAtOneOfTheExpectedRevisions() {
    Revision first = fixture.beat("one").agent().revision();
    Revision second = fixture.beat("one").agent().revision();

    assertThat(registry.remove(id("one"), Set.of(first, second))).isEqualTo(Removal.REMOVED);
    assertThat(registry.find(id("one"))).isEmpty();
  }

  @Test
  void anAgentThatMovedOnIsNotRemoved() {
    Revision first = fixture.beat("one").agent().revision();
    fixture.beat("one");

    assertThat(registry.remove(id("one"), Set.of(first))).isEqualTo(Removal.CHANGED);
    assertThat(registry.remove(id("one"), Set.of())).isEqualTo(Removal.CHANGED);
    assertThat(registry.find(id("one"))).isPresent();
  }

  @Test
  void aLateGoodbyeDoesNotRemoveTheSuccessor() {
    Revision predecessor = fixture.beat("one").agent().revision();
    registry.remove(id("one"));
    fixture.tick(Duration.ofNanos(1_000));
    fixture.beat("one");

    assertThat(registry.remove(id("one"), Set.of(predecessor))).isEqualTo(Removal.CHANGED);
  }
}
