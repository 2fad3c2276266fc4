package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentQuery;
import java.sql.SQLException;

/**
 * How a reader gets at the agents that a query wants. SQLite's planner knows nothing of the data;
 * here the agents are counted first, which an index makes quick.
 *
 * @param indexedBy the index to go by, in SQL, or that none is
 * @param agents how many agents that index yields
 * @param all how many agents there are
 */
record Access(String indexedBy, long agents, long all) {

  /** The index on the agents' keys: those that are named, or all in their order. */
  static final String BY_KEY = " INDEXED BY agents_by_key";

  /** As they lie: to look at each. */
  static final String NONE = " NOT INDEXED";

  private static final String BY_HOSTNAME = " INDEXED BY agents_by_hostname";

  /** The agents of some statuses. */
  static final String BY_STATUS = " INDEXED BY agents_by_status";

  /**
   * The index that leaves the fewest agents, if the query names a status, a hostname or an issue.
   */
  static Access to(AgentQuery query, Counts counts) throws SQLException {
    long all = counts.all();
    Access best = new Access(NONE, all, all);
    if (!query.statuses().isEmpty()) {
      best = best.orFewer(BY_STATUS, counts.withStatus(query.statuses()));
    }
    if (!query.hostnames().isEmpty()) {
      Filter hosts = Filter.onHosts(query.hostnames());
      best = best.orFewer(BY_HOSTNAME, counts.of(Sources.RECORDS + BY_HOSTNAME, hosts));
    }
    if (!query.issueIds().isEmpty()) {
      best = best.orFewer(BY_KEY, counts.withIssues(query.issueIds()));
    }
    return best;
  }

  boolean isByIndex() {
    return !indexedBy.equals(NONE);
  }

  /**
   * Whether sorting what the index yields is less work than walking through all agents in order
   * until enough of them have passed the filter.
   */
  boolean isQuickerFor(long wanted) {
    return isByIndex() && agents * agents <= wanted * all;
  }

  private Access orFewer(String index, long found) {
    return !isByIndex() || found < agents ? new Access(index, found, all) : this;
  }
}
