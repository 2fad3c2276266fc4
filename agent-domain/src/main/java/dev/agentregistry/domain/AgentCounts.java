package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many agents there are, at one moment.
 *
 * @param total all of them
 * @param byLiveness by what the registry says of them; every liveness is there
 * @param byStatus by what they say of themselves; a status that nobody has is not there
 * @param hosts on how many hosts they are, upper and lower case being the same
 * @param largestHosts the hosts with the most agents, the largest first, then by name: at most
 *     {@link #MAX_HOSTS}
 */
public record AgentCounts(
    long total,
    Map<Liveness, Long> byLiveness,
    Map<AgentStatus, Long> byStatus,
    long hosts,
    List<HostCount> largestHosts) {

  /** The most hosts that are named. */
  public static final int MAX_HOSTS = 10;

  /** Takes copies. */
  public AgentCounts {
    byLiveness = Map.copyOf(byLiveness);
    byStatus = Map.copyOf(byStatus);
    largestHosts = List.copyOf(largestHosts);
  }

  /**
   * Counts agents one by one: what the counts mean, for stores that know no quicker way.
   *
   * @param agents all of them
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  public static AgentCounts of(Stream<Agent> agents, Listening listening, Instant now) {
    Map<Liveness, Long> byLiveness = new EnumMap<>(Liveness.class);
    for (Liveness liveness : Liveness.values()) {
      byLiveness.put(liveness, 0L);
    }
    Map<AgentStatus, Long> byStatus = new HashMap<>();
    Map<String, Long> byHost = new HashMap<>();
    agents.forEach(
        agent -> {
          byLiveness.merge(Liveness.of(agent, listening, now), 1L, Long::sum);
          byStatus.merge(agent.status(), 1L, Long::sum);
          byHost.merge(AgentQuery.foldCase(agent.identity().hostname()), 1L, Long::sum);
        });
    long total = byLiveness.values().stream().mapToLong(Long::longValue).sum();
    return new AgentCounts(total, byLiveness, byStatus, byHost.size(), largest(byHost));
  }

  private static List<HostCount> largest(Map<String, Long> byHost) {
    return byHost.entrySet().stream()
        .map(host -> new HostCount(host.getKey(), host.getValue()))
        .sorted(
            Comparator.comparingLong(HostCount::agents)
                .reversed()
                .thenComparing(HostCount::hostname))
        .limit(MAX_HOSTS)
        .toList();
  }

  /**
   * How many agents there are on one host.
   *
   * @param hostname the host, as {@link AgentQuery#foldCase} has it
   * @param agents how many
   */
  public record HostCount(String hostname, long agents) {}
}
