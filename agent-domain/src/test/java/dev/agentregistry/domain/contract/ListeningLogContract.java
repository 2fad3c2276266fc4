package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.ListeningPeriod;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store remembers of those who listened on it. */
interface ListeningLogContract extends StoreContract {

  private static ListeningPeriod period(long from, long until) {
    return new ListeningPeriod(T0.plusSeconds(from), T0.plusSeconds(until));
  }

  private ListeningLog log() {
    return store().listeningLog();
  }

  @Test
  default void atFirstNobodyListened() {
    assertThat(log().periods()).isEmpty();
  }

  @Test
  default void aPeriodThatGoesOnIsOnePeriod() {
    log().note(period(0, 0));
    log().note(period(0, 3));
    log().note(period(0, 6));

    assertThat(log().periods()).containsExactly(period(0, 6));
  }

  @Test
  default void periodsAreToldInTheOrderOfTheirStart() {
    log().note(period(100, 110));
    log().note(period(0, 50));
    log().note(period(20, 200));

    assertThat(log().periods()).containsExactly(period(0, 50), period(20, 200), period(100, 110));
  }

  @Test
  default void aPeriodIsNeverCutShort() {
    log().note(period(0, 50));
    log().note(period(0, 20));

    assertThat(log().periods()).containsExactly(period(0, 50));
  }

  @Test
  default void theLatestPeriodsAreKeptHoweverManyThereWere() {
    int more = 20;
    List<ListeningPeriod> all =
        LongStream.range(0, ListeningLog.KEPT_PERIODS + more)
            .mapToObj(i -> period(i * 60, i * 60))
            .toList();
    AtOnce.forEach(all.subList(0, ListeningLog.KEPT_PERIODS), this::note);
    all.subList(ListeningLog.KEPT_PERIODS, all.size()).forEach(this::note);

    assertThat(log().periods())
        .endsWith(all.subList(more, all.size()).toArray(ListeningPeriod[]::new));
    assertThat(log().periods())
        .hasSizeBetween(ListeningLog.KEPT_PERIODS, ListeningLog.KEPT_PERIODS + more);
  }

  /** As a server makes its first note, some milliseconds after it began to listen. */
  @Test
  default void theOldestPeriodsAreDroppedHoweverLongTheNewOnesAre() {
    List<ListeningPeriod> all =
        LongStream.rangeClosed(0, ListeningLog.KEPT_PERIODS + 1)
            .mapToObj(i -> period(i * 60, i * 60 + 1))
            .toList();
    AtOnce.forEach(all, this::note);
    log().note(period(1_000_000, 1_000_001));

    assertThat(log().periods()).hasSize(ListeningLog.KEPT_PERIODS).doesNotContain(all.get(1));
  }

  private ListeningPeriod note(ListeningPeriod period) {
    log().note(period);
    return period;
  }
}
