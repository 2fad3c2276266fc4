package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Liveness;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a look at a registry showed.
 *
 * @param agents the first agents that match
 * @param total how many match
 * @param counts how many of those are online, stale and offline
 * @param isFiltered whether others may be there that don't match
 */
record Picture(
    List<AgentRecord> agents, long total, Map<Liveness, Long> counts, boolean isFiltered) {

  /**
   * Looks at a registry.
   *
   * @param query makes the query, without its limit, anew for each part
   * @param isFiltered whether the query filters
   * @param limit how many agents are wanted at most
   */
  static Picture of(
      AgentRegistry registry, Supplier<AgentQueryBuilder> query, boolean isFiltered, int limit) {
    AgentPage<AgentRecord> page = registry.list(query.get().limit(limit).build());
    return new Picture(
        page.agents(),
        page.total(),
        isFiltered ? matching(registry, query) : registry.count().byLiveness(),
        isFiltered);
  }

  private static Map<Liveness, Long> matching(
      AgentRegistry registry, Supplier<AgentQueryBuilder> query) {
    Map<Liveness, Long> counts = new EnumMap<>(Liveness.class);
    Set<Liveness> wanted = query.get().build().livenesses();
    for (Liveness liveness : Liveness.values()) {
      AgentQuery ofThese = query.get().livenesses(List.of(liveness)).limit(1).build();
      boolean isWanted = wanted.isEmpty() || wanted.contains(liveness);
      counts.put(liveness, isWanted ? registry.list(ofThese).total() : 0);
    }
    return counts;
  }
}
