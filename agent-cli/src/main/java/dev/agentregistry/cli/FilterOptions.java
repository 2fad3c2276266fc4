package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.Liveness;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which agents a command means, of which liveness. */
final class FilterOptions {

  @Mixin private final WhichOptions which = new WhichOptions();

  @Option(
      names = "--liveness",
      paramLabel = "LIVENESS",
      description = "Only agents that are online, stale or offline.",
      order = 12)
  private List<Liveness> livenesses = List.of();

  AgentQueryBuilder toQuery() {
    return which.toQuery().livenesses(livenesses);
  }

  /** What happens to such agents, of whatever liveness: that is what may change. */
  EventQuery toEventQuery() {
    return new EventQuery(Set.of(), which.toQuery().build());
  }

  boolean areAbsent() {
    return which.areAbsent() && livenesses.isEmpty();
  }
}
