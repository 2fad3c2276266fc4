package dev.agentregistry.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param agents the agents on this page, in the query's order
 * @param total how many agents match, on all pages together
 * @param next where the next page starts; empty on the last
 * @param <T> {@link Agent} as stores give it, {@link AgentRecord} as the registry shows it
 */
public record AgentPage<T>(List<T> agents, long total, Optional<Place.After> next) {

  /** Takes a copy of the list. */
  public AgentPage {
    agents = List.copyOf(agents);
  }

  /**
   * Makes a page of what a store found.
   *
   * @param found the agents from the page's place on: one more than {@code limit} where there are
   *     more
   * @param limit how many agents the page may have
   * @param total how many agents match, on all pages together
   */
  public static AgentPage<Agent> of(List<Agent> found, int limit, long total) {
    if (found.size() <= limit) {
      return new AgentPage<>(found, total, Optional.empty());
    }
    List<Agent> page = found.subList(0, limit);
    return new AgentPage<>(page, total, Optional.of(Place.After.agent(page.get(limit - 1))));
  }

  <R> AgentPage<R> map(Function<T, R> change) {
    return new AgentPage<>(agents.stream().map(change).toList(), total, next);
  }
}
