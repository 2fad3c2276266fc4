package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.PruneScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One prune, in small transactions of its own beside the writer's. First it looks who is to go,
 * without a lock; who is to go only becomes fewer after that.
 */
final class Pruning {

  /** How many agents one transaction removes: few enough that no heartbeat waits for long. */
  private static final int STEP = 200;

  /** How many are looked for at once. */
  private static final int LOOKED_FOR = 100_000;

  private static final long BEFORE_ALL = -1;

  private final Pools pools;
  private final EventLimits limits;
  private final PruneScope scope;
  private final Instant now;

  Pruning(Pools pools, EventLimits limits, PruneScope scope, Instant now) {
    this.pools = pools;
    this.limits = limits;
    this.scope = scope;
    this.now = now;
  }

  /** Returns how many are gone. */
  long run(Consumer<List<Agent>> removed) {
    long count = 0;
    long last = BEFORE_ALL;
    List<Long> keys;
    do {
      keys = find(last);
      for (List<Long> some : Steps.of(keys, STEP)) {
        List<Agent> gone = pools.change(connection -> remove(connection, some));
        count += gone.size();
        if (!gone.isEmpty()) {
          removed.accept(gone);
          limits.forgetOld(pools);
        }
      }
      last = keys.isEmpty() ? last : keys.get(keys.size() - 1);
    } while (keys.size() == LOOKED_FOR);
    return count;
  }

  private List<Long> find(long last) {
    Filter filter = Filter.of(scope);
    filter.onTime("b.key > ?", last);
    String sql = "SELECT b.key" + filter.fromBeats() + " ORDER BY b.key LIMIT " + LOOKED_FOR;
    return pools.read(
        connection -> {
          List<Long> keys = new ArrayList<>();
          Sql.query(connection, sql, filter.parameters(), row -> keys.add(row.getLong(1)));
          return keys;
        });
  }

  /** All are read before one goes: a row that cannot be read must not take others with it. */
  private List<Agent> remove(Connection connection, List<Long> keys) throws SQLException {
    Batch batch = Batch.begin(connection, keys, new RecordCache(), limits);
    List<Agent> gone = batch.deleteAll(scope::contains, now);
    batch.commit();
    return gone;
  }
}
