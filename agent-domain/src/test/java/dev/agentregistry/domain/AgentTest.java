package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");
  private static final Heartbeat HEARTBEAT =
      Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker"))
          .withStatus(new AgentStatus("working"))
          .withIssueIds(List.of("TRCKR-280"))
          .withCapabilities(List.of("java", "sql"))
          .withTtl(Duration.ofMinutes(1));

  @Test
  void theFirstHeartbeatRegistersVersionOne() {
    Agent agent = Agent.register(HEARTBEAT, T0);

    assertThat(agent)
        .isEqualTo(
            new Agent(
                new AgentId("agt_d21ea4ea"),
                HEARTBEAT.identity(),
                new AgentStatus("working"),
                List.of("TRCKR-280"),
                List.of("java", "sql"),
                Duration.ofMinutes(1),
                T0,
                T0,
                T0,
                1,
                1_769_851_800_123_000_000L));
  }

  @Test
  void timesAreCutToTheMillisecondAndTheIncarnationIsNot() {
    Agent agent = Agent.register(HEARTBEAT, T0.plusNanos(456_789));

    assertThat(agent.createdAt()).isEqualTo(T0);
    assertThat(agent.updatedAt()).isEqualTo(T0);
    assertThat(agent.lastSeenAt()).isEqualTo(T0);
    assertThat(agent.incarnation()).isEqualTo(1_769_851_800_123_456_789L);
    assertThat(agent.beat(HEARTBEAT, T0.plusNanos(1_999_999)).lastSeenAt())
        .isEqualTo(T0.plusMillis(1));
  }

  @Test
  void withoutATtlTheDefaultCounts() {
    Heartbeat withoutTtl = Heartbeat.from(HEARTBEAT.identity());

    assertThat(Agent.register(withoutTtl, T0).ttl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(Agent.register(HEARTBEAT, T0).beat(withoutTtl, T0).ttl())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void eachHeartbeatMakesTheNextVersionOfTheSameRegistration() {
    Agent first = Agent.register(HEARTBEAT, T0);
    Agent third = first.beat(HEARTBEAT, T0.plusSeconds(1)).beat(HEARTBEAT, T0.plusSeconds(2));

    assertThat(third.version()).isEqualTo(3);
    assertThat(third.lastSeenAt()).isEqualTo(T0.plusSeconds(2));
    assertThat(third.createdAt()).isEqualTo(T0);
    assertThat(third.revision()).isEqualTo(new Revision(first.incarnation(), 3));
    assertThat(third.revision()).isNotEqualTo(first.revision());
  }

  @Test
  void aHeartbeatThatSaysTheSameDoesNotMoveUpdatedAt() {
    Agent agent = Agent.register(HEARTBEAT, T0).beat(HEARTBEAT, T0.plusSeconds(1));

    assertThat(agent.updatedAt()).isEqualTo(T0);
    assertThat(agent.lastSeenAt()).isEqualTo(T0.plusSeconds(1));
  }

  @Test
  void eachChangeOfStateMovesUpdatedAt() {
    Agent agent = Agent.register(HEARTBEAT, T0);
    List<Heartbeat> changes =
        List.of(
            HEARTBEAT.withStatus(new AgentStatus("idle")),
            HEARTBEAT.withIssueIds(List.of("TRCKR-281")),
            HEARTBEAT.withIssueIds(List.of()),
            HEARTBEAT.withCapabilities(List.of("sql", "java")),
            HEARTBEAT.withTtl(Duration.ofSeconds(61)));

    assertThat(changes)
        .allSatisfy(
            change -> {
              Agent changed = agent.beat(change, T0.plusSeconds(1));
              assertThat(changed.updatedAt()).isEqualTo(T0.plusSeconds(1));
              assertThat(changed.createdAt()).isEqualTo(T0);
              assertThat(changed.status()).isEqualTo(change.status());
              assertThat(changed.issueIds()).isEqualTo(change.issueIds());
              assertThat(changed.capabilities()).isEqualTo(change.capabilities());
              assertThat(changed.ttl()).isEqualTo(change.ttl().orElseThrow());
            });
  }

  @Test
  void timeNeverRunsBackwards() {
    Agent agent = Agent.register(HEARTBEAT, T0);

    Agent same = agent.beat(HEARTBEAT, T0.minusSeconds(30));
    Agent changed = agent.beat(HEARTBEAT.withStatus(new AgentStatus("idle")), T0.minusSeconds(30));

    assertThat(same.version()).isEqualTo(2);
    assertThat(same.lastSeenAt()).isEqualTo(T0);
    assertThat(changed.lastSeenAt()).isEqualTo(T0);
    assertThat(changed.updatedAt()).isEqualTo(T0);
  }

  @Test
  void exactlyAMinuteAheadIsNoClockFault() {
    Agent agent = Agent.register(HEARTBEAT, T0);
    Instant minuteBefore = T0.minusSeconds(60);

    assertThat(agent.hasClockFault(minuteBefore)).isFalse();
    assertThat(agent.beat(HEARTBEAT, minuteBefore).lastSeenAt()).isEqualTo(T0);
  }

  @Test
  void moreThanAMinuteAheadIsAClockFaultThatTheNextHeartbeatSetsRight() {
    Agent agent = Agent.register(HEARTBEAT, T0);
    Instant earlier = T0.minusSeconds(60).minusMillis(1);

    Agent setRight = agent.beat(HEARTBEAT, earlier);

    assertThat(agent.hasClockFault(earlier)).isTrue();
    assertThat(setRight.lastSeenAt()).isEqualTo(earlier);
    assertThat(setRight.hasClockFault(earlier)).isFalse();
    assertThat(setRight.updatedAt()).isEqualTo(earlier);
    assertThat(setRight.createdAt()).isEqualTo(T0);
    assertThat(setRight.version()).isEqualTo(2);
  }

  @Test
  void aChangeOfStateSetsAClockFaultRightToo() {
    Instant earlier = T0.minusSeconds(3600);

    Agent setRight =
        Agent.register(HEARTBEAT, T0).beat(HEARTBEAT.withStatus(new AgentStatus("idle")), earlier);

    assertThat(setRight.lastSeenAt()).isEqualTo(earlier);
    assertThat(setRight.updatedAt()).isEqualTo(earlier);
  }

  @ParameterizedTest
  @CsvSource({
    "a, b:c, d, a:b, c, d",
    "build1, fe80::1, C:/src/app, build1, fe80::1:C, /src/app",
    "host-523, 10.0.142.74, /srv/repos/project-19086,"
        + " host-458, 10.0.169.157, /srv/repos/project-171433"
  })
  void aHeartbeatOfAnotherIdentityWithTheSameIdIsRefusedAndBothAreNamed(
      String host, String address, String path, String host2, String address2, String path2) {
    AgentIdentity stored = new AgentIdentity(host, address, path);
    AgentIdentity refused = new AgentIdentity(host2, address2, path2);
    Agent agent = Agent.register(Heartbeat.from(stored), T0);
    assertThat(AgentId.derive(refused)).isEqualTo(agent.id());

    assertThatThrownBy(() -> agent.beat(Heartbeat.from(refused), T0))
        .isInstanceOfSatisfying(
            AgentIdCollisionException.class,
            collision -> {
              assertThat(collision.id()).isEqualTo(agent.id());
              assertThat(collision.stored()).isEqualTo(stored);
              assertThat(collision.refused()).isEqualTo(refused);
            })
        .hasMessageContaining("'%s' '%s' '%s'", host, address, path)
        .hasMessageContaining("'%s' '%s' '%s'", host2, address2, path2)
        .hasMessageContaining(agent.id().value());
  }

  @Test
  void thereIsNoVersionZero() {
    Agent agent = Agent.register(HEARTBEAT, T0);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Agent(
                    agent.id(),
                    agent.identity(),
                    agent.status(),
                    agent.issueIds(),
                    agent.capabilities(),
                    agent.ttl(),
                    T0,
                    T0,
                    T0,
                    0,
                    1))
        .withMessageContaining("0");
  }
}
