package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of the time somebody listened, and what follows for those who were silent. */
class HeardTimeTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Instant at(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private static ListeningPeriod period(long from, long until) {
    return new ListeningPeriod(at(from), at(until));
  }

  private static Listening during(ListeningPeriod... periods) {
    return Listening.during(List.of(periods));
  }

  @Test
  void whereNoServerEverListenedItIsPlainTime() {
    assertThat(Listening.during(List.of()).heardSince(MINUTE, at(100))).isEqualTo(at(40));
  }

  @Test
  void aPauseDoesNotCount() {
    Listening listening = during(period(0, 100), period(1_100, 1_200));

    assertThat(listening.heardSince(Duration.ofSeconds(150), at(1_200))).isEqualTo(at(50));
    assertThat(listening.silentAt(at(50), Duration.ofSeconds(150), at(1_200))).isEqualTo(at(1_200));
  }

  @Test
  void whoWasSeenInAPauseIsSilentFromItsEndOn() {
    Listening listening = during(period(0, 100), period(1_100, 1_200));

    assertThat(listening.silentAt(at(500), MINUTE, at(1_200))).isEqualTo(at(1_160));
    assertThat(listening.heardSince(Duration.ofSeconds(100), at(1_200))).isEqualTo(at(100));
  }

  @Test
  void whatSeveralServersHeardAtOnceCountsOnce() {
    Listening listening = during(period(50, 200), period(0, 100), period(60, 80));

    assertThat(listening.heardSince(Duration.ofSeconds(150), at(200))).isEqualTo(at(50));
  }

  @Test
  void whoeverCannotHaveBeenSilentForSoLongIsNot() {
    Listening listening = during(period(0, 100));

    assertThat(listening.heardSince(Duration.ofDays(7), at(100))).isBefore(at(-1_000_000_000));
    assertThat(listening.silentAt(at(-5_000), Duration.ofSeconds(500), at(100))).isEqualTo(at(500));
  }

  @Test
  void betweenTwoNotesAServerCountsAsListening() {
    Listening listening = during(period(0, 100));

    assertThat(listening.heardSince(MINUTE, at(115))).isEqualTo(at(55));
    assertThat(listening.heardSince(MINUTE, at(115).plusMillis(1))).isEqualTo(at(40));
    assertThat(listening.heardSince(MINUTE, at(100_000))).isEqualTo(at(40));
  }

  @Test
  void ifTheServerListensOnAnAgentIsSilentAtTheEndOfItsTtl() {
    Listening listening = during(period(0, 100));

    assertThat(listening.silentAt(at(90), MINUTE, at(100))).isEqualTo(at(150));
    assertThat(listening.silentAt(at(90), MINUTE, at(110))).isEqualTo(at(150));
    assertThat(listening.silentAt(at(90), MINUTE, at(1_000))).isEqualTo(at(1_050));
  }

  @Test
  void whoWasSeenALittleInTheFutureHasItsWholeTtlBeforeIt() {
    assertThat(during(period(0, 100)).silentAt(at(130), MINUTE, at(100))).isEqualTo(at(190));
  }

  @Test
  void aPeriodFromAWrongClockInTheFutureTakesNothingAway() {
    Listening listening = during(period(0, 100), period(80_000, 90_000));

    assertThat(listening.heardSince(MINUTE, at(100))).isEqualTo(at(40));
    assertThat(listening.heardSince(MINUTE, at(110))).isEqualTo(at(50));
  }

  @Test
  void bothQuestionsHaveOneAnswer() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      Listening listening = Listening.during(randomPeriods(random));
      Instant now = at(random.nextInt(400));
      Instant seen = at(random.nextInt(400));
      Duration ttl = Duration.ofSeconds(1 + random.nextInt(150));
      if (seen.isAfter(now)) {
        continue;
      }
      boolean isSilent = seen.isBefore(listening.heardSince(ttl, now));

      assertThat(listening.silentAt(seen, ttl, now).isBefore(now))
          .as("round %d: seen %s, ttl %s, now %s", round, seen, ttl, now)
          .isEqualTo(isSilent);
    }
  }

  private static List<ListeningPeriod> randomPeriods(Random random) {
    List<ListeningPeriod> periods = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int start = random.nextInt(400);
      periods.add(period(start, start + random.nextInt(100)));
    }
    return periods;
  }
}
