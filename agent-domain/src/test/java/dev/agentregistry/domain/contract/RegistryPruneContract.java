package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static dev.agentregistry.domain.contract.Samples.heartbeat;
import static dev.agentregistry.domain.contract.Samples.heartbeatOn;
import static dev.agentregistry.domain.contract.Samples.id;
import static dev.agentregistry.domain.contract.Samples.name;
import static dev.agentregistry.domain.contract.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.PruneTooLargeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Removing those who have been silent for long. */
interface RegistryPruneContract extends RegistryContract {

  PruneRequest OLDER_THAN_A_WEEK = PruneRequest.olderThan(new PointInTime.Ago(Duration.ofDays(7)));

  private void given(int old, int all) {
    beatAll("old-", old);
    clock().turn(Duration.ofDays(8));
    beatAll("new-", all - old);
  }

  private static PruneRequest forced(PruneRequest request) {
    return new PruneRequest(
        request.olderThan(), request.statuses(), request.hostnames(), false, true);
  }

  @Test
  default void aPruneTellsWhoWent() {
    AgentRecord gone = beat("gone");
    clock().turn(Duration.ofMillis(1));
    beat("exactly");
    clock().turn(Duration.ofDays(7));

    PruneReport report = registry().prune(OLDER_THAN_A_WEEK);

    AgentRecord shown = new AgentRecord(gone.agent(), Liveness.STALE, gone.staleAt());
    assertThat(RegistryContract.listed(report.agents()))
        .containsExactly(RegistryContract.listed(shown));
    assertThat(withoutAgents(report))
        .isEqualTo(new PruneReport(T0.plusMillis(1), false, 1, 1, 0, List.of()));
    assertThat(registry().find(id("gone"))).isEmpty();
    assertThat(registry().find(id("exactly"))).isPresent();
  }

  private static PruneReport withoutAgents(PruneReport report) {
    return new PruneReport(
        report.cutoff(),
        report.dryRun(),
        report.matched(),
        report.removed(),
        report.spared(),
        List.of());
  }

  @Test
  default void aDryRunTellsWhoWouldGoAndIsNeverRefused() {
    given(11, 20);

    PruneReport report = registry().prune(OLDER_THAN_A_WEEK.asDryRun());

    assertThat(withoutAgents(report))
        .isEqualTo(new PruneReport(T0.plus(Duration.ofDays(1)), true, 11, 0, 0, List.of()));
    assertThat(report.agents())
        .extracting(record -> name(record.agent()))
        .hasSize(11)
        .allMatch(name -> name.startsWith("old-"));
    assertThat(total()).isEqualTo(20);
  }

  @Test
  default void moreThanHalfIsRefusedAndNothingIsRemovedUnlessForced() {
    given(11, 20);

    assertThatThrownBy(() -> registry().prune(OLDER_THAN_A_WEEK))
        .isInstanceOfSatisfying(
            PruneTooLargeException.class,
            refusal -> {
              assertThat(refusal.matched()).isEqualTo(11);
              assertThat(refusal.total()).isEqualTo(20);
            })
        .hasMessage(new PruneTooLargeException(11, 20).getMessage());
    assertThat(total()).isEqualTo(20);

    assertThat(registry().prune(forced(OLDER_THAN_A_WEEK)).removed()).isEqualTo(11);
    assertThat(total()).isEqualTo(9);
  }

  @Test
  default void aSmallShareGoes() {
    given(5, 20);

    assertThat(registry().prune(OLDER_THAN_A_WEEK).removed()).isEqualTo(5);
    assertThat(total()).isEqualTo(15);
  }

  @Test
  default void onlyTheWantedStatusesAndHostsGo() {
    registry().heartbeat(heartbeat("idle").withStatus(status("idle")));
    registry().heartbeat(heartbeatOn("HÖST %", "idle-there").withStatus(status("idle")));
    registry().heartbeat(heartbeatOn("HÖST %", "active-there"));
    clock().turn(Duration.ofDays(8));

    PruneReport report =
        registry()
            .prune(
                new PruneRequest(
                    OLDER_THAN_A_WEEK.olderThan(),
                    Set.of(status("idle"), status("unheard")),
                    Set.of("höst %"),
                    false,
                    false));

    assertThat(report.agents())
        .extracting(record -> name(record.agent()))
        .isEqualTo(List.of("idle-there"));
    assertThat(total()).isEqualTo(2);
  }

  @Test
  default void theCutoffOfAPlanCanBeFrozen() {
    beat("planned");
    clock().turn(Duration.ofDays(8));
    PruneReport plan = registry().prune(OLDER_THAN_A_WEEK.asDryRun());
    clock().turn(Duration.ofHours(-25));
    beat("later");
    clock().turn(Duration.ofDays(9));

    PruneReport report =
        registry().prune(PruneRequest.olderThan(new PointInTime.At(plan.cutoff())));

    assertThat(report.cutoff()).isEqualTo(plan.cutoff());
    assertThat(report.removed()).isEqualTo(1);
    assertThat(registry().find(id("planned"))).isEmpty();
    assertThat(registry().find(id("later"))).isPresent();
  }

  @Test
  default void aCutoffInTheFutureIsDrawnBackToNow() {
    beat("now");

    PruneReport report =
        registry().prune(PruneRequest.olderThan(new PointInTime.At(T0.plus(Duration.ofDays(1)))));

    assertThat(report.cutoff()).isEqualTo(T0);
    assertThat(report.removed()).isZero();
    assertThat(total()).isEqualTo(1);
  }

  @Test
  default void anEmptyRegistryHasNobodyToPrune() {
    assertThat(registry().prune(OLDER_THAN_A_WEEK))
        .isEqualTo(new PruneReport(T0.minus(Duration.ofDays(7)), false, 0, 0, 0, List.of()));
  }
}
