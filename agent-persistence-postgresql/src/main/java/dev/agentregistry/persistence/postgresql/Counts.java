package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts agents, in the transaction that is open, without looking at each where that goes. */
final class Counts {

  private static final String ALL = "SELECT coalesce(sum(agents), 0) FROM agent_counts";
  private static final String WITH_STATUS = ALL + " WHERE status = ANY (CAST(? AS text[]))";
  private static final String BY_STATUS =
      "SELECT status, sum(agents) FROM agent_counts GROUP BY status HAVING sum(agents) > 0";
  private static final String HOSTS =
      "SELECT count(*) FROM (SELECT DISTINCT hostname_folded FROM agent_records) AS hosts";
  private static final String LARGEST_HOSTS =
      "SELECT hostname_folded, count(*) AS agents FROM agent_records GROUP BY hostname_folded"
          + " ORDER BY agents DESC, hostname_folded LIMIT "
          + AgentCounts.MAX_HOSTS;

  private Counts() {}

  static AgentCounts all(Connection connection, Listening listening, Instant now)
      throws SQLException {
    LivenessLimits limits = LivenessLimits.at(connection, listening, now);
    return new AgentCounts(
        all(connection),
        byLiveness(connection, limits),
        byStatus(connection),
        Sql.first(connection, HOSTS),
        largestHosts(connection));
  }

  static long all(Connection connection) throws SQLException {
    return Sql.first(connection, ALL);
  }

  static long withStatus(Connection connection, Collection<AgentStatus> statuses)
      throws SQLException {
    List<String> values = statuses.stream().map(AgentStatus::value).toList();
    return Sql.first(connection, WITH_STATUS, (Object) Sql.texts(values));
  }

  /** How many agents a filter lets through. */
  static long of(Connection connection, Filter filter) throws SQLException {
    return Sql.first(connection, "SELECT count(*)" + filter.from(), filter.parameters().toArray());
  }

  /** Counts the stale or the online ones, whichever are fewer: they are at one end of the index. */
  static Map<Liveness, Long> byLiveness(Connection connection, LivenessLimits limits)
      throws SQLException {
    long agents = all(connection);
    long offline = withStatus(connection, AgentStatus.goodbyes());
    boolean areMostSilent = areMore(connection, agents / 2, limits);
    Liveness counted = areMostSilent ? Liveness.ONLINE : Liveness.STALE;
    Filter filter = new Filter();
    LivenessFilter.addTo(filter, Set.of(counted), limits);
    long found = of(connection, filter);
    Map<Liveness, Long> all = new EnumMap<>(Liveness.class);
    all.put(counted, found);
    all.put(areMostSilent ? Liveness.STALE : Liveness.ONLINE, agents - offline - found);
    all.put(Liveness.OFFLINE, offline);
    return all;
  }

  /** Whether more were heard too long ago for some TTL; it looks at no more of them than that. */
  private static boolean areMore(Connection connection, long than, LivenessLimits limits)
      throws SQLException {
    return Sql.first(
            connection,
            "SELECT count(*) FROM (SELECT 1 FROM last_beats WHERE last_seen_at < ? LIMIT ?) AS b",
            limits.latest(),
            than + 1)
        > than;
  }

  private static Map<AgentStatus, Long> byStatus(Connection connection) throws SQLException {
    Map<AgentStatus, Long> byStatus = new HashMap<>();
    Sql.query(
        connection,
        BY_STATUS,
        List.of(),
        row -> {
          try {
            byStatus.put(new AgentStatus(row.getString(1)), row.getLong(2));
          } catch (InvalidHeartbeatException damaged) {
            // Whoever reads that row says which one it is.
          }
        });
    return byStatus;
  }

  private static List<HostCount> largestHosts(Connection connection) throws SQLException {
    List<HostCount> hosts = new ArrayList<>();
    Sql.query(
        connection,
        LARGEST_HOSTS,
        List.of(),
        row -> hosts.add(new HostCount(row.getString(1), row.getLong(2))));
    return hosts;
  }
}
