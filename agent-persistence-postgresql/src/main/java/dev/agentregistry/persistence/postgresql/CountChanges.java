package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How a transaction changes the number of agents of each status and TTL. Not thread-safe. */
final class CountChanges {

  /** One change of so many adds the rows up. */
  private static final int ADD_UP_ONE_OF = 50;

  private static final String ADD =
      "INSERT INTO agent_counts (status, ttl_seconds, agents)"
          + " SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS bigint[]))";

  /** Of two that do this at once, each takes the rows that it was the first to delete. */
  private static final String ADD_UP =
      "WITH taken AS (DELETE FROM agent_counts RETURNING status, ttl_seconds, agents)"
          + " INSERT INTO agent_counts (status, ttl_seconds, agents)"
          + " SELECT status, ttl_seconds, sum(agents) FROM taken GROUP BY status, ttl_seconds"
          + " HAVING sum(agents) <> 0";

  private record Kind(String status, long ttlSeconds) {
    static Kind of(Agent agent) {
      return new Kind(agent.status().value(), agent.ttl().toSeconds());
    }
  }

  private final Map<Kind, Long> changes = new LinkedHashMap<>();

  /** An agent changes, comes or goes. */
  void change(@Nullable Agent before, @Nullable Agent after) {
    if (before != null) {
      changes.merge(Kind.of(before), -1L, Long::sum);
    }
    if (after != null) {
      changes.merge(Kind.of(after), 1L, Long::sum);
    }
  }

  /** Adds what notes the changes, if there are any. */
  void addTo(RoundTrip trip) {
    List<Map.Entry<Kind, Long>> all = new ArrayList<>(changes.entrySet());
    all.removeIf(change -> change.getValue() == 0);
    if (all.isEmpty()) {
      return;
    }
    trip.add(
        ADD,
        all.stream().map(change -> change.getKey().status()).toArray(String[]::new),
        all.stream().mapToLong(change -> change.getKey().ttlSeconds()).toArray(),
        all.stream().mapToLong(Map.Entry::getValue).toArray());
    if (ThreadLocalRandom.current().nextInt(ADD_UP_ONE_OF) == 0) {
      trip.add(ADD_UP);
    }
  }
}
