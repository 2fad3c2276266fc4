package dev.agentregistry.domain;

import static dev.agentregistry.domain.Liveness.OFFLINE;
import static dev.agentregistry.domain.Liveness.ONLINE;
import static dev.agentregistry.domain.Liveness.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the world does to a server and its agents, told with a clock that is turned by hand. */
class ListeningStoryTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final World world = new World();

  @Test
  void aServerThatWasDownForADayCallsNobodyStaleForATtl() {
    world.startServer();
    world.beat("comes-back", MINUTE.multipliedBy(5));
    world.beat("is-gone", MINUTE.multipliedBy(5));
    world.pass(MINUTE.multipliedBy(2));
    world.stopServer();
    world.pass(DAY);
    assertThat(world.liveness("is-gone")).isEqualTo(ONLINE);

    world.startServer();
    assertThat(world.liveness("comes-back")).isEqualTo(ONLINE);
    assertThat(world.record("is-gone").staleAt())
        .contains(world.now().plus(MINUTE.multipliedBy(3)));
    world.pass(MINUTE.multipliedBy(3));
    assertThat(world.liveness("is-gone")).isEqualTo(ONLINE);
    world.beat("comes-back", MINUTE.multipliedBy(5));
    world.pass(Duration.ofMillis(1));

    assertThat(world.liveness("is-gone")).isEqualTo(STALE);
    assertThat(world.liveness("comes-back")).isEqualTo(ONLINE);
  }

  @Test
  void aLaptopAsleepForEightHoursCallsNobodyStale() {
    world.startServer();
    world.beat("agent", MINUTE);
    world.pass(Duration.ofSeconds(30));

    world.jump(HOUR.multipliedBy(8));
    assertThat(world.liveness("agent")).as("before the first note").isEqualTo(ONLINE);
    world.pass(Duration.ofSeconds(27));
    assertThat(world.liveness("agent")).isEqualTo(ONLINE);
    world.pass(Duration.ofSeconds(10));

    assertThat(world.liveness("agent")).isEqualTo(STALE);
  }

  @Test
  void restartsEachHourForAMonthPutStalenessOffByNoMoreThanTheyTake() {
    world.startServer();
    world.beat("agent", Duration.ofDays(7));
    int hours = 0;
    while (world.liveness("agent") == ONLINE) {
      world.pass(HOUR);
      world.stopServer();
      world.pass(Duration.ofSeconds(20));
      world.startServer();
      hours++;
      assertThat(hours).isLessThan(24 * 31);
    }

    // At the end of the 168th it has been silent for exactly its TTL.
    assertThat(hours).isEqualTo(7 * 24 + 1);
  }

  @Test
  void aClockSetBackByAnHourMakesAgentsStaleOnlyUntilTheirNextHeartbeat() {
    world.startServer();
    world.pass(HOUR.multipliedBy(2));
    world.beat("agent", MINUTE);

    world.jump(HOUR.negated());
    world.pass(Duration.ofSeconds(3));
    assertThat(world.liveness("agent")).isEqualTo(STALE);
    world.beat("agent", MINUTE);
    assertThat(world.liveness("agent")).isEqualTo(ONLINE);
    assertThat(world.record("agent").staleAt()).contains(world.now().plus(MINUTE));
    world.pass(MINUTE.plusMillis(1));

    assertThat(world.liveness("agent")).isEqualTo(STALE);
  }

  @Test
  void aClockSetForwardByADayMakesNobodyStale() {
    world.startServer();
    world.beat("agent", MINUTE);

    world.jump(DAY);
    world.pass(Duration.ofSeconds(3));
    assertThat(world.liveness("agent")).isEqualTo(ONLINE);
    world.pass(MINUTE.plusMillis(1));

    assertThat(world.liveness("agent")).isEqualTo(STALE);
  }

  @Test
  void aTtlOfASecondIsKept() {
    world.startServer();
    world.pass(MINUTE);
    world.beat("agent", Duration.ofSeconds(1));

    world.jump(Duration.ofSeconds(1));
    assertThat(world.liveness("agent")).isEqualTo(ONLINE);
    world.jump(Duration.ofMillis(1));
    assertThat(world.liveness("agent")).isEqualTo(STALE);
  }

  @Test
  void aStoreThatNoServerEverUsedCountsPlainTime() {
    world.beat("agent", MINUTE);

    world.jump(MINUTE);
    assertThat(world.liveness("agent")).isEqualTo(ONLINE);
    world.jump(Duration.ofMillis(1));
    assertThat(world.liveness("agent")).isEqualTo(STALE);
  }

  @Test
  void aGoodbyeStaysAGoodbyeWhateverHappens() {
    world.startServer();
    world.registry().heartbeat(World.heartbeat("agent").withStatus(new AgentStatus("stopped")));
    world.stopServer();
    world.pass(DAY);
    world.startServer();
    world.pass(HOUR);

    assertThat(world.liveness("agent")).isEqualTo(OFFLINE);
    assertThat(world.record("agent").staleAt()).isEmpty();
  }

  @Test
  void aServerThatCannotWriteHearsNobodyAndSoCallsNobodyStale() {
    world.startServer();
    world.beat("agent", MINUTE);
    world.stopServer();
    world.pass(HOUR);

    assertThat(world.liveness("agent")).isEqualTo(ONLINE);
  }
}
