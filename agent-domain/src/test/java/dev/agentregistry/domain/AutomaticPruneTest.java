package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that prunes by itself goes by silence, and never takes too many. */
class AutomaticPruneTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TTL = Duration.ofMinutes(5);

  private final World world = new World();

  private long removed() {
    return world.pruneAutomatically(DAY).removed();
  }

  @Test
  void whoWasSilentForLongerGoesAndWhoWasExactlySoLongStays() {
    world.startServer();
    world.beat("agent", TTL);
    world.pass(DAY);
    assertThat(removed()).isZero();
    world.pass(Duration.ofMillis(1));

    assertThat(removed()).isEqualTo(1);
    assertThat(world.registry().count().total()).isZero();
  }

  @Test
  void aMonthWithoutAServerRemovesNobody() {
    world.startServer();
    world.beat("agent", TTL);
    world.pass(HOUR);
    world.stopServer();
    world.pass(DAY.multipliedBy(30));
    world.startServer();

    assertThat(removed()).isZero();
    world.pass(DAY.minus(HOUR));
    assertThat(removed()).isZero();
    world.pass(Duration.ofSeconds(1));
    assertThat(removed()).isEqualTo(1);
  }

  @Test
  void restartsDoNotPutItOff() {
    world.startServer();
    world.beat("agent", TTL);
    for (int hour = 0; hour < 24; hour++) {
      assertThat(removed()).isZero();
      world.pass(HOUR);
      world.startServer();
    }
    world.pass(Duration.ofSeconds(1));

    assertThat(removed()).isEqualTo(1);
  }

  @Test
  void moreThanHalfOfAllAreNeverTaken() {
    world.startServer();
    IntStream.range(0, 11).forEach(i -> world.beat("silent-" + i, TTL));
    world.pass(DAY.plusSeconds(1));
    IntStream.range(0, 9).forEach(i -> world.beat("alive-" + i, TTL));

    assertThatThrownBy(this::removed)
        .isInstanceOfSatisfying(
            PruneTooLargeException.class,
            refused -> {
              assertThat(refused.matched()).isEqualTo(11);
              assertThat(refused.total()).isEqualTo(20);
            });
    assertThat(world.registry().count().total()).isEqualTo(20);

    IntStream.range(9, 11).forEach(i -> world.beat("alive-" + i, TTL));
    assertThat(removed()).isEqualTo(11);
  }

  @Test
  void aClockSetForwardByAYearRemovesNobody() {
    world.startServer();
    world.beat("agent", TTL);
    world.jump(DAY.multipliedBy(365));
    world.pass(Duration.ofSeconds(3));

    assertThat(removed()).isZero();
  }

  @Test
  void aClockSetBackRemovesNobodyWhoWasSeenInTheFuture() {
    world.startServer();
    world.pass(DAY.multipliedBy(3));
    world.beat("agent", TTL);
    world.jump(DAY.multipliedBy(-2));
    world.pass(DAY.plusSeconds(3));

    assertThat(removed()).isZero();
  }

  @Test
  void aGoodbyeIsRemovedAfterTheSameSilence() {
    world.startServer();
    world.registry().heartbeat(World.heartbeat("agent").withStatus(new AgentStatus("stopped")));
    world.pass(DAY.plusMillis(1));

    assertThat(removed()).isEqualTo(1);
  }

  @Test
  void theReportNamesWhoWentAndTheCutoff() {
    world.startServer();
    world.beat("agent", TTL);
    world.pass(DAY.plusMillis(1));

    PruneReport report = world.pruneAutomatically(DAY);

    assertThat(report.agents())
        .extracting(gone -> gone.agent().identity().hostname())
        .containsExactly("agent");
    assertThat(report.cutoff()).isEqualTo(world.now().minus(DAY));
    assertThat(report.spared()).isZero();
  }
}
