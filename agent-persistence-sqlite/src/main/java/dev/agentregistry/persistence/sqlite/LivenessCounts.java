package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many agents there are of each liveness, mostly by counting in the index on time alone: who
 * was heard recently enough for every TTL is online whatever its TTL, unless it said goodbye.
 */
final class LivenessCounts {

  private static final String GOODBYE = "status IN " + LivenessFilter.GOODBYES;

  private final Counts counts;
  private final LivenessLimits limits;

  private LivenessCounts(Statements statements, LivenessLimits limits) {
    this.counts = new Counts(statements);
    this.limits = limits;
  }

  static Map<Liveness, Long> of(Statements statements, LivenessLimits limits) throws SQLException {
    return new LivenessCounts(statements, limits).all();
  }

  private Map<Liveness, Long> all() throws SQLException {
    long agents = counts.all();
    long offline = counts.withStatus(AgentStatus.goodbyes());
    long recent = recent(agents);
    long online = recent - recentGoodbyes(offline, recent) + onlineByOwnLimit();
    Map<Liveness, Long> all = new EnumMap<>(Liveness.class);
    all.put(Liveness.ONLINE, online);
    all.put(Liveness.OFFLINE, offline);
    all.put(Liveness.STALE, agents - online - offline);
    return all;
  }

  /** Counts those or, where they are fewer, all others. */
  private long recent(long agents) throws SQLException {
    Filter older = new Filter();
    older.onTime("last_seen_at < ?", limits.latest());
    if (counts.areMore(agents / 2, Sources.BEATS, older)) {
      return recent(Sources.BEATS, new Filter());
    }
    return agents - counts.of(Sources.BEATS, older) - inFuture();
  }

  private long inFuture() throws SQLException {
    if (!limits.hasFuture()) {
      return 0;
    }
    Filter later = new Filter();
    later.onTime("last_seen_at > ?", limits.future());
    return counts.of(Sources.BEATS, later);
  }

  private long recent(String source, Filter filter) throws SQLException {
    filter.onTime("last_seen_at BETWEEN ? AND ?", limits.latest(), limits.future());
    return counts.of(source, filter);
  }

  private long recentGoodbyes(long offline, long recent) throws SQLException {
    if (offline == 0 || recent == 0) {
      return 0;
    }
    Filter goodbyes = new Filter();
    goodbyes.onRecord(GOODBYE);
    // By the index that leaves fewer.
    return recent(
        offline < recent ? Sources.byRecord(Access.BY_STATUS) : Sources.BY_TIME, goodbyes);
  }

  /** Those between the limits of the shortest and of the longest TTL. */
  private long onlineByOwnLimit() throws SQLException {
    if (limits.areOne()) {
      return 0;
    }
    Filter between = new Filter();
    between.onTime(
        "last_seen_at >= ? AND last_seen_at < ?",
        limits.earliest(),
        Math.min(limits.latest(), limits.future()));
    between.onRecord("NOT " + GOODBYE);
    between.onBoth("last_seen_at >= limits.heard_since");
    limits.joinTo(between);
    return counts.of(Sources.BY_TIME, between);
  }
}
