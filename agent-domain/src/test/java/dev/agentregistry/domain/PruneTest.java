package dev.agentregistry.domain;

import static dev.agentregistry.domain.RegistryFixture.T0;
import static dev.agentregistry.domain.RegistryFixture.heartbeat;
import static dev.agentregistry.domain.RegistryFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PruneTest {

  private static final PointInTime WEEK_AGO = new PointInTime.Ago(Duration.ofDays(7));
  private static final PruneRequest OLDER_THAN_A_WEEK = PruneRequest.olderThan(WEEK_AGO);

  private final RegistryFixture fixture = new RegistryFixture();
  private final AgentRegistry registry = fixture.registry;

  @Test
  void aPruneRemovesWhoWasLastSeenBeforeTheCutoffAndTellsIt() {
    AgentRecord gone = fixture.beat("gone");
    fixture.tick(Duration.ofMillis(1));
    fixture.beat("exactly");
    fixture.tick(Duration.ofDays(7));

    PruneReport report = registry.prune(OLDER_THAN_A_WEEK);

    assertThat(report)
        .isEqualTo(
            new PruneReport(
                T0.plusMillis(1),
                false,
                1,
                1,
                0,
                List.of(new AgentRecord(gone.agent(), Liveness.STALE, gone.staleAt()))));
    assertThat(registry.find(id("gone"))).isEmpty();
    assertThat(registry.find(id("exactly"))).isPresent();
  }

  @Test
  void aDryRunTellsWhatWouldGoAndRemovesNothing() {
    fixture.beat("one");
    fixture.tick(Duration.ofDays(8));
    fixture.beat("two");

    PruneReport report = registry.prune(OLDER_THAN_A_WEEK.asDryRun());

    assertThat(report.dryRun()).isTrue();
    assertThat(report.cutoff()).isEqualTo(T0.plus(Duration.ofDays(1)));
    assertThat(report.matched()).isEqualTo(1);
    assertThat(report.removed()).isZero();
    assertThat(report.spared()).isZero();
    assertThat(report.agents())
        .extracting(record -> record.agent().id())
        .isEqualTo(List.of(id("one")));
    assertThat(fixture.total()).isEqualTo(2);
  }

  @Test
  void aPruneTakesOnlyTheWantedStatusesAndHosts() {
    registry.heartbeat(heartbeat("idle").withStatus(new AgentStatus("idle")));
    fixture.beat("active");
    registry.heartbeat(
        Heartbeat.from(new AgentIdentity("HÖST", "10.0.0.6", "/x"))
            .withStatus(new AgentStatus("idle")));
    fixture.tick(Duration.ofDays(8));

    PruneReport report =
        registry.prune(
            new PruneRequest(
                WEEK_AGO, Set.of(new AgentStatus("idle")), Set.of("höst"), false, false));

    assertThat(report.removed()).isEqualTo(1);
    assertThat(report.agents().get(0).agent().identity().hostname()).isEqualTo("HÖST");
    assertThat(fixture.total()).isEqualTo(2);
  }

  @Test
  void aFixedPointInTimeIsTheCutoff() {
    fixture.beat("one");
    fixture.tick(Duration.ofMinutes(1));

    PruneReport report =
        registry.prune(PruneRequest.olderThan(new PointInTime.At(T0.plusMillis(1))));

    assertThat(report.cutoff()).isEqualTo(T0.plusMillis(1));
    assertThat(report.removed()).isEqualTo(1);
  }

  @Test
  void aCutoffInTheFutureIsDrawnBackToNow() {
    fixture.beat("before");
    fixture.tick(Duration.ofMillis(1));
    fixture.beat("now");

    PruneReport report =
        registry.prune(PruneRequest.olderThan(new PointInTime.At(T0.plus(Duration.ofDays(1)))));

    assertThat(report.cutoff()).isEqualTo(fixture.now());
    assertThat(report.removed()).isEqualTo(1);
    assertThat(registry.find(id("now"))).isPresent();
  }

  @Test
  void anAgentOfTheFutureIsNeverPruned() {
    fixture.tick(Duration.ofDays(30));
    fixture.beat("future");
    fixture.tick(Duration.ofDays(-30));

    PruneReport report =
        registry.prune(
            new PruneRequest(
                new PointInTime.At(T0.plus(Duration.ofDays(60))), Set.of(), Set.of(), false, true));

    assertThat(report.matched()).isZero();
    assertThat(registry.find(id("future"))).isPresent();
  }

  @Test
  void aReportShowsAtMostAThousandAgentsAndCountsThemAll() {
    fixture.beatAll("old-", 1_100);
    fixture.tick(Duration.ofDays(8));

    PruneReport dryRun = registry.prune(OLDER_THAN_A_WEEK.asDryRun());
    PruneReport report =
        registry.prune(new PruneRequest(WEEK_AGO, Set.of(), Set.of(), false, true));

    assertThat(dryRun.agents()).hasSize(PruneReport.MAX_AGENTS);
    assertThat(dryRun.matched()).isEqualTo(1_100);
    assertThat(report.agents()).hasSize(PruneReport.MAX_AGENTS);
    assertThat(report.removed()).isEqualTo(1_100);
    assertThat(fixture.total()).isZero();
  }

  @Test
  void anEmptyRegistryHasNobodyToPrune() {
    assertThat(registry.prune(OLDER_THAN_A_WEEK))
        .isEqualTo(new PruneReport(T0.minus(Duration.ofDays(7)), false, 0, 0, 0, List.of()));
  }
}
