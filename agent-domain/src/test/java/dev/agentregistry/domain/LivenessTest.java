package dev.agentregistry.domain;

import static dev.agentregistry.domain.Liveness.OFFLINE;
import static dev.agentregistry.domain.Liveness.ONLINE;
import static dev.agentregistry.domain.Liveness.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");
  private static final Heartbeat TTL_OF_A_MINUTE =
      Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker"))
          .withTtl(Duration.ofMinutes(1));
  private static final Heartbeat GOODBYE = TTL_OF_A_MINUTE.withStatus(new AgentStatus("stopped"));

  private Instant now = T0;
  private Agent agent = Agent.register(TTL_OF_A_MINUTE, now);

  private void tick(Duration step) {
    now = now.plus(step);
  }

  private void beat(Heartbeat heartbeat) {
    agent = agent.beat(heartbeat, now);
  }

  private Liveness liveness() {
    return Liveness.of(agent, Listening.always(), now);
  }

  @Test
  void anAgentIsOnlineFromItsFirstHeartbeatOn() {
    assertThat(liveness()).isEqualTo(ONLINE);
  }

  @Test
  void exactlyAtItsTtlItIsOnlineAndAMillisecondLaterItIsStale() {
    tick(Duration.ofSeconds(60));
    assertThat(liveness()).isEqualTo(ONLINE);

    tick(Duration.ofNanos(999_999));
    assertThat(liveness()).isEqualTo(ONLINE);

    tick(Duration.ofNanos(1));
    assertThat(liveness()).isEqualTo(STALE);

    tick(Duration.ofDays(365));
    assertThat(liveness()).isEqualTo(STALE);
  }

  @Test
  void aStaleAgentIsOnlineAgainWithItsNextHeartbeat() {
    tick(Duration.ofSeconds(61));
    assertThat(liveness()).isEqualTo(STALE);

    beat(TTL_OF_A_MINUTE);
    assertThat(liveness()).isEqualTo(ONLINE);

    tick(Duration.ofSeconds(60));
    assertThat(liveness()).isEqualTo(ONLINE);
  }

  @Test
  void whoSaidGoodbyeIsOfflineAndNeverStale() {
    beat(GOODBYE);
    assertThat(liveness()).isEqualTo(OFFLINE);

    tick(Duration.ofDays(30));
    assertThat(liveness()).isEqualTo(OFFLINE);

    beat(TTL_OF_A_MINUTE);
    assertThat(liveness()).isEqualTo(ONLINE);
  }

  @Test
  void aClockSetBackByUpToAMinuteIsForgiven() {
    tick(Duration.ofSeconds(-60));
    assertThat(liveness()).isEqualTo(ONLINE);
  }

  @Test
  void aClockSetBackByMoreMakesTheAgentStaleUntilItsNextHeartbeat() {
    tick(Duration.ofSeconds(-60).minusMillis(1));
    assertThat(liveness()).isEqualTo(STALE);

    beat(TTL_OF_A_MINUTE);
    assertThat(liveness()).isEqualTo(ONLINE);

    tick(Duration.ofSeconds(60).plusMillis(1));
    assertThat(liveness()).isEqualTo(STALE);
  }

  @Test
  void aGoodbyeStaysAGoodbyeWhenTheClockIsSetBack() {
    beat(GOODBYE);
    tick(Duration.ofHours(-1));
    assertThat(liveness()).isEqualTo(OFFLINE);
  }

  @Test
  void silenceThatNobodyCouldHearDoesNotCount() {
    Listening deaf =
        new Listening() {
          @Override
          public Instant heardSince(Duration silence, Instant now) {
            return Instant.EPOCH;
          }

          @Override
          public Instant silentAt(Instant lastSeenAt, Duration silence, Instant now) {
            return now.plus(silence);
          }
        };

    assertThat(Liveness.of(agent, deaf, T0.plus(Duration.ofDays(1)))).isEqualTo(ONLINE);
  }

  @Test
  void whereSomeoneAlwaysListensSilenceIsPlainTime() {
    Listening always = Listening.always();

    Duration minute = Duration.ofMinutes(1);
    assertThat(always.heardSince(minute, T0)).isEqualTo(T0.minusSeconds(60));
    assertThat(always.silentAt(T0, minute, T0.plusSeconds(9))).isEqualTo(T0.plusSeconds(60));
  }
}
