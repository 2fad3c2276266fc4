package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentCounts.HostCount;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.Listening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts all agents, in the transaction that is open. */
final class Counter {

  private static final String BY_STATUS =
      "SELECT status, sum(agents) FROM agent_counts GROUP BY status";
  private static final String HOSTS = "SELECT count(DISTINCT hostname_folded) FROM agent_records";
  private static final String LARGEST_HOSTS =
      "SELECT hostname_folded, count(*) AS agents FROM agent_records GROUP BY hostname_folded"
          + " ORDER BY agents DESC, hostname_folded LIMIT "
          + AgentCounts.MAX_HOSTS;

  private Counter() {}

  static AgentCounts count(Statements statements, Listening listening, Instant now)
      throws SQLException {
    return new AgentCounts(
        new Counts(statements).all(),
        LivenessCounts.of(statements, LivenessLimits.at(statements, listening, now)),
        byStatus(statements),
        statements.queryLong(HOSTS),
        largestHosts(statements));
  }

  private static Map<AgentStatus, Long> byStatus(Statements statements) throws SQLException {
    Map<AgentStatus, Long> byStatus = new HashMap<>();
    try (ResultSet rows = statements.get(BY_STATUS).executeQuery()) {
      while (rows.next()) {
        try {
          byStatus.put(new AgentStatus(rows.getString(1)), rows.getLong(2));
        } catch (InvalidHeartbeatException damaged) {
          // Whoever reads that row says which one it is.
        }
      }
    }
    return byStatus;
  }

  private static List<HostCount> largestHosts(Statements statements) throws SQLException {
    List<HostCount> hosts = new ArrayList<>();
    try (ResultSet rows = statements.get(LARGEST_HOSTS).executeQuery()) {
      while (rows.next()) {
        hosts.add(new HostCount(rows.getString(1), rows.getLong(2)));
      }
    }
    return hosts;
  }
}
