package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Listening in periods: time in which no server listened counts for nobody's silence. What several
 * servers heard at the same time counts once. All in milliseconds since 1970.
 */
final class HeardTime implements Listening {

  /** Before every heartbeat that a store may hold. */
  private static final Instant EVER = Instant.parse("0000-01-01T00:00:00Z");

  private final long[] starts;
  private final long[] ends;

  /** How much was heard before each start. */
  private final long[] heardBefore;

  private HeardTime(List<long[]> stretches) {
    starts = stretches.stream().mapToLong(stretch -> stretch[0]).toArray();
    ends = stretches.stream().mapToLong(stretch -> stretch[1]).toArray();
    heardBefore = new long[starts.length];
    for (int i = 1; i < starts.length; i++) {
      heardBefore[i] = heardBefore[i - 1] + ends[i - 1] - starts[i - 1];
    }
  }

  /**
   * Listening in these periods.
   *
   * @param periods of all servers, at least one
   */
  static HeardTime during(List<ListeningPeriod> periods) {
    List<long[]> stretches = new ArrayList<>();
    for (ListeningPeriod period :
        periods.stream().sorted(Comparator.comparing(ListeningPeriod::startedAt)).toList()) {
      long start = period.startedAt().toEpochMilli();
      long end = period.heardUntil().toEpochMilli();
      long[] last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
      if (last != null && start <= last[1]) {
        last[1] = Math.max(last[1], end);
      } else {
        stretches.add(new long[] {start, end});
      }
    }
    return new HeardTime(stretches);
  }

  @Override
  public Instant heardSince(Duration silence, Instant now) {
    long moment = now.toEpochMilli();
    long heard = heardAt(moment, moment) - silence.toMillis();
    if (heard <= 0) {
      return EVER;
    }
    int stretch = lastStartedBy(moment);
    while (heardBefore[stretch] >= heard) {
      stretch--;
    }
    return Instant.ofEpochMilli(starts[stretch] + heard - heardBefore[stretch]);
  }

  @Override
  public Instant silentAt(Instant lastSeenAt, Duration silence, Instant now) {
    if (lastSeenAt.isAfter(now)) {
      return lastSeenAt.plus(silence);
    }
    long moment = now.toEpochMilli();
    long heard = heardAt(lastSeenAt.toEpochMilli(), moment) + silence.toMillis();
    long rest = heard - heardAt(moment, moment);
    if (rest >= 0) {
      return Instant.ofEpochMilli(moment + rest);
    }
    // The last moment at which no more was heard: where a pause came then, it ends with the pause.
    int stretch = lastStartedBy(moment);
    while (stretch > 0 && heardBefore[stretch] > heard) {
      stretch--;
    }
    return Instant.ofEpochMilli(starts[stretch] + heard - heardBefore[stretch]);
  }

  /** How much was heard until a moment that is not after now. */
  private long heardAt(long moment, long now) {
    int stretch = lastStartedBy(moment);
    if (stretch < 0) {
      return 0;
    }
    return heardBefore[stretch] + Math.min(moment, end(stretch, now)) - starts[stretch];
  }

  private int lastStartedBy(long moment) {
    int found = Arrays.binarySearch(starts, moment);
    return found >= 0 ? found : -found - 2;
  }

  /** The latest stretch goes on until it is known to have ended. */
  private long end(int stretch, long now) {
    boolean isLatest = stretch + 1 == starts.length || starts[stretch + 1] > now;
    boolean goesOn = isLatest && now - ends[stretch] <= ListeningPeriod.MAX_GAP.toMillis();
    return goesOn ? Math.max(now, ends[stretch]) : ends[stretch];
  }
}
