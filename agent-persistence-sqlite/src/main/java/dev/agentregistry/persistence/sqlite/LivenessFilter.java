package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link Liveness#of} in SQL. */
final class LivenessFilter {

  /** The statuses that say goodbye, in SQL. */
  static final String GOODBYES =
      AgentStatus.goodbyes().stream()
          .map(status -> "'" + status + "'")
          .collect(Collectors.joining(", ", "(", ")"));

  private static final String NO_GOODBYE = "status NOT IN " + GOODBYES;

  private LivenessFilter() {}

  /** Adds the condition to a filter. */
  static void addTo(Filter filter, Set<Liveness> wanted, LivenessLimits limits) {
    if (wanted.isEmpty() || wanted.size() == Liveness.values().length) {
      return;
    }
    if (wanted.equals(Set.of(Liveness.OFFLINE))) {
      filter.onRecord("status IN " + GOODBYES);
    } else if (wanted.equals(Set.of(Liveness.ONLINE))) {
      addOnline(filter, limits);
    } else if (wanted.equals(Set.of(Liveness.STALE)) && !limits.hasFuture()) {
      addStale(filter, limits);
    } else {
      addAnyOf(filter, wanted, limits);
    }
  }

  /** With a range that the index on time can go by. */
  private static void addOnline(Filter filter, LivenessLimits limits) {
    filter.onRecord(NO_GOODBYE);
    filter.onTime("last_seen_at BETWEEN ? AND ?", limits.earliest(), limits.future());
    addOwnLimit(filter, ">=", limits);
  }

  private static void addStale(Filter filter, LivenessLimits limits) {
    filter.onRecord(NO_GOODBYE);
    filter.onTime("last_seen_at < ?", limits.latest());
    addOwnLimit(filter, "<", limits);
  }

  private static void addOwnLimit(Filter filter, String relation, LivenessLimits limits) {
    if (!limits.areOne()) {
      limits.joinTo(filter);
      filter.onBoth("last_seen_at " + relation + " limits.heard_since");
    }
  }

  private static void addAnyOf(Filter filter, Set<Liveness> wanted, LivenessLimits limits) {
    limits.joinTo(filter);
    filter.onBoth(
        wanted.stream().sorted().map(LivenessFilter::condition).collect(Collectors.joining(" OR ")),
        wanted.stream()
            .filter(liveness -> liveness != Liveness.OFFLINE)
            .map(liveness -> limits.future())
            .toArray());
  }

  private static String condition(Liveness liveness) {
    String heard = "BETWEEN limits.heard_since AND ?";
    return switch (liveness) {
      case OFFLINE -> "status IN " + GOODBYES;
      case ONLINE -> NO_GOODBYE + " AND last_seen_at " + heard;
      case STALE -> NO_GOODBYE + " AND last_seen_at NOT " + heard;
    };
  }
}
