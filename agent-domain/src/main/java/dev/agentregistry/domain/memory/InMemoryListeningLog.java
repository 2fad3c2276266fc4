package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.ListeningPeriod;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Notes in memory. */
final class InMemoryListeningLog implements ListeningLog {

  private final ConcurrentSkipListMap<Instant, ListeningPeriod> periods =
      new ConcurrentSkipListMap<>();

  @Override
  public List<ListeningPeriod> periods() {
    return List.copyOf(periods.values());
  }

  @Override
  public void note(ListeningPeriod period) {
    periods.merge(
        period.startedAt(),
        period,
        (known, added) -> added.heardUntil().isAfter(known.heardUntil()) ? added : known);
    if (periods.size() > KEPT_PERIODS) {
      periods.pollFirstEntry();
    }
  }
}
