package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@link Liveness#of} in SQL, judged by the row of the last heartbeat alone. */
final class LivenessFilter {

  private static final String RECENT = "b.last_seen_at <= ? AND b.last_seen_at >= limits.since";

  private LivenessFilter() {}

  /** Adds the condition to a filter. */
  static void addTo(Filter filter, Set<Liveness> wanted, LivenessLimits limits) {
    if (wanted.isEmpty() || wanted.size() == Liveness.values().length) {
      return;
    }
    if (wanted.equals(Set.of(Liveness.OFFLINE))) {
      filter.onTime("b.is_offline");
      return;
    }
    filter.join(LivenessLimits.LIMITS, limits.ttls(), limits.sinces());
    List<String> any = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Liveness liveness : wanted) {
      any.add("(" + condition(liveness) + ")");
      if (liveness != Liveness.OFFLINE) {
        values.add(limits.future());
      }
    }
    filter.onTime(String.join(" OR ", any), values.toArray());
    addRange(filter, wanted, limits);
  }

  /** What the index on time can go by. */
  private static void addRange(Filter filter, Set<Liveness> wanted, LivenessLimits limits) {
    if (wanted.equals(Set.of(Liveness.ONLINE))) {
      filter.onTime("b.last_seen_at BETWEEN ? AND ?", limits.earliest(), limits.future());
    } else if (wanted.equals(Set.of(Liveness.STALE)) && !limits.hasFuture()) {
      filter.onTime("b.last_seen_at < ?", limits.latest());
    }
  }

  private static String condition(Liveness liveness) {
    return switch (liveness) {
      case OFFLINE -> "b.is_offline";
      case ONLINE -> "NOT b.is_offline AND " + RECENT;
      case STALE -> "NOT b.is_offline AND NOT (" + RECENT + ")";
    };
  }
}
