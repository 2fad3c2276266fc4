package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large a share of all agents a prune may remove. */
class PruneShareTest {

  private static final PointInTime WEEK_AGO = new PointInTime.Ago(Duration.ofDays(7));
  private static final PruneRequest CAREFUL = PruneRequest.olderThan(WEEK_AGO);

  private final RegistryFixture fixture = new RegistryFixture();
  private final AgentRegistry registry = fixture.registry;

  private void given(int old, int all) {
    fixture.beatAll("old-", old);
    fixture.tick(Duration.ofDays(8));
    fixture.beatAll("new-", all - old);
  }

  @ParameterizedTest
  @CsvSource({"11, 20", "11, 11", "11, 21", "20, 20", "51, 101"})
  void moreThanHalfAndMoreThanTenIsRefusedAndNothingIsRemoved(int old, int all) {
    given(old, all);

    assertThatThrownBy(() -> registry.prune(CAREFUL))
        .isInstanceOfSatisfying(
            PruneTooLargeException.class,
            refusal -> {
              assertThat(refusal.matched()).isEqualTo(old);
              assertThat(refusal.total()).isEqualTo(all);
            })
        .hasMessageContaining("would remove %d of %d agents", old, all);

    assertThat(fixture.total()).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"10, 11", "10, 10", "1, 1", "5, 20", "11, 22", "20, 40", "50, 101"})
  void upToHalfOrUpToTenIsAllowed(int old, int all) {
    given(old, all);

    PruneReport report = registry.prune(CAREFUL);

    assertThat(report.removed()).isEqualTo(old);
    assertThat(fixture.total()).isEqualTo(all - old);
  }

  @ParameterizedTest
  @CsvSource({"11, 20", "20, 20"})
  void forceRemovesWhateverTheShare(int old, int all) {
    given(old, all);

    PruneReport report =
        registry.prune(new PruneRequest(WEEK_AGO, Set.of(), Set.of(), false, true));

    assertThat(report.removed()).isEqualTo(old);
    assertThat(fixture.total()).isEqualTo(all - old);
  }

  @ParameterizedTest
  @CsvSource({"11, 20", "20, 20"})
  void aDryRunIsNeverRefused(int old, int all) {
    given(old, all);

    PruneReport report = registry.prune(CAREFUL.asDryRun());

    assertThat(report.matched()).isEqualTo(old);
    assertThat(fixture.total()).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"11, 20"})
  void theShareIsOfAllAgentsAndNotOfTheScope(int old, int all) {
    given(old, all);
    fixture.beatAll("more-", 2);

    assertThat(registry.prune(CAREFUL).removed()).isEqualTo(old);
  }
}
