package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final String AWAY = "no answer";

  private Instant wall = Instant.parse("2026-01-31T09:30:00Z");
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();
  private double chance = 0.5;

  @Test
  void theFirstHeartbeatIsDueAtOnce() {
    assertThat(pulse(INTERVAL).pause(now())).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"0.0, 27", "0.5, 30", "0.999999999, 33"})
  void theNextOneIsDueAfterTheIntervalMoreOrLessATenth(double chance, long seconds) {
    Pulse pulse = pulse(INTERVAL);
    this.chance = chance;
    pulse.answered(now());

    assertThat(untilDue(pulse)).isBetween(nearly(seconds), Duration.ofSeconds(seconds));
  }

  @Test
  void intervalsSpreadOverAllThatIsLeftToChance() {
    Pulse pulse = pulse(INTERVAL);
    Random random = new Random(7);
    List<Duration> intervals = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      chance = random.nextDouble();
      pulse.answered(now());
      intervals.add(untilDue(pulse));
    }

    assertThat(intervals)
        .allMatch(interval -> interval.compareTo(Duration.ofSeconds(27)) >= 0)
        .allMatch(interval -> interval.compareTo(Duration.ofSeconds(33)) <= 0)
        .anyMatch(interval -> interval.compareTo(Duration.ofSeconds(28)) < 0)
        .anyMatch(interval -> interval.compareTo(Duration.ofSeconds(32)) > 0);
  }

  @Test
  void aLongPauseIsTakenInPartsInWhichTheClocksAreLookedAt() {
    Pulse pulse = pulse(Duration.ofHours(1));
    pulse.answered(now());

    assertThat(pulse.pause(now())).isEqualTo(Pulse.LONGEST_PAUSE);
    assertThat(untilDue(pulse)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whileTheRegistryIsAwayThePausesDoubleUpToTheInterval() {
    Pulse pulse = pulse(INTERVAL);
    chance = 0.999999999;
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pulse.failed(now(), AWAY, true);
      seconds.add(Math.round(untilDue(pulse).toMillis() / 1000.0));
    }

    assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void ofEachPauseAtMostHalfIsLeftToChanceAndNoneIsTooShort() {
    Pulse pulse = pulse(Duration.ofSeconds(1));
    chance = 0;
    for (int i = 0; i < 5; i++) {
      pulse.failed(now(), AWAY, true);
      assertThat(untilDue(pulse)).isEqualTo(Duration.ofMillis(500));
    }
  }

  @Test
  void onceFoundItGoesOnAtTheIntervalAndTheNextOutageStartsAnew() {
    Pulse pulse = pulse(INTERVAL);
    for (int i = 0; i < 8; i++) {
      pulse.failed(now(), AWAY, true);
      untilDue(pulse);
    }
    pulse.answered(now());
    assertThat(untilDue(pulse)).isEqualTo(INTERVAL);

    pulse.failed(now(), AWAY, true);
    assertThat(untilDue(pulse)).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void lostAndFoundAreOneLineEach() {
    Pulse pulse = pulse(INTERVAL);
    assertThat(pulse.answered(now())).isEmpty();
    assertThat(pulse.isLost()).isFalse();

    assertThat(pulse.failed(now(), AWAY, true))
        .contains("agents: lost the registry (no answer); trying again");
    assertThat(pulse.isLost()).isTrue();
    awake(Duration.ofMinutes(1));
    assertThat(pulse.failed(now(), "something else", true)).isEmpty();
    awake(Duration.ofMinutes(2));
    assertThat(pulse.answered(now())).contains("agents: found the registry again after 3m");
    assertThat(pulse.answered(now())).isEmpty();
    assertThat(pulse.isLost()).isFalse();
  }

  @Test
  void whatWasNeverThereIsNotLost() {
    Pulse pulse = pulse(INTERVAL);

    assertThat(pulse.failed(now(), AWAY, true))
        .contains("agents: cannot reach the registry yet (no answer); trying again");
    assertThat(pulse.hasAnswered()).isFalse();
    awake(Duration.ofSeconds(90));
    assertThat(pulse.answered(now())).contains("agents: found the registry after 1m30s");
    assertThat(pulse.hasAnswered()).isTrue();
  }

  @Test
  void aRefusalIsToldOnceThoughItWasLostBefore() {
    Pulse pulse = pulse(INTERVAL);
    pulse.answered(now());
    pulse.failed(now(), AWAY, true);

    assertThat(pulse.failed(now(), "unknown token", false))
        .contains("agents: the registry refuses the heartbeat (unknown token); trying again");
    assertThat(pulse.failed(now(), AWAY, true)).isEmpty();
    assertThat(pulse.failed(now(), "unknown token", false)).isEmpty();
  }

  @Test
  void aMachineThatSleptSendsAtOnce() {
    Pulse pulse = pulse(Duration.ofHours(1));
    pulse.answered(now());
    pulse.pause(now());
    awake(Duration.ofSeconds(10));
    assertThat(pulse.pause(now())).isEqualTo(Pulse.LONGEST_PAUSE);

    wall = wall.plus(Duration.ofHours(8));
    awake(Duration.ofSeconds(1));
    assertThat(pulse.pause(now())).isEqualTo(Duration.ZERO);

    pulse.answered(now());
    assertThat(untilDue(pulse)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void itSendsAtOnceAfterASleepThoughTheRegistryWasAway() {
    Pulse pulse = pulse(Duration.ofHours(1));
    for (int i = 0; i < 12; i++) {
      pulse.failed(now(), AWAY, true);
      untilDue(pulse);
    }
    pulse.failed(now(), AWAY, true);
    wall = wall.plus(Duration.ofMinutes(20));

    assertThat(pulse.pause(now())).isEqualTo(Duration.ZERO);
    pulse.failed(now(), AWAY, true);
    assertThat(untilDue(pulse)).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"-3600", "-5", "4"})
  void aClockThatIsSetRightChangesNothing(long seconds) {
    Pulse pulse = pulse(INTERVAL);
    pulse.answered(now());
    wall = wall.plusSeconds(seconds);

    assertThat(untilDue(pulse)).isEqualTo(INTERVAL);
  }

  @Test
  void aClockThatWasSetBackMeanwhileMakesNoNegativeOutage() {
    Pulse pulse = pulse(INTERVAL);
    pulse.answered(now());
    pulse.failed(now(), AWAY, true);
    wall = wall.minusSeconds(600);

    assertThat(pulse.answered(now())).contains("agents: found the registry again after 0s");
  }

  /** Waits as it is told to, and returns how long that was. */
  private Duration untilDue(Pulse pulse) {
    Duration waited = Duration.ZERO;
    for (Duration pause = pulse.pause(now()); !pause.isZero(); pause = pulse.pause(now())) {
      assertThat(pause).isLessThanOrEqualTo(Pulse.LONGEST_PAUSE);
      awake(pause);
      waited = waited.plus(pause);
    }
    return waited;
  }

  private void awake(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  private Pulse pulse(Duration interval) {
    return new Pulse(interval, () -> chance, now());
  }

  private Pulse.Moment now() {
    return new Pulse.Moment(wall, nanos);
  }

  private static Duration nearly(long seconds) {
    return Duration.ofSeconds(seconds).minusMillis(1);
  }
}
