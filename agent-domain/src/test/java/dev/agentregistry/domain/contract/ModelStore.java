package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a store promises, kept in the plainest way: what real stores are compared with. */
final class ModelStore implements AgentRepository {

  private final Map<AgentId, Agent> agents = new HashMap<>();

  @Override
  public Optional<Agent> find(AgentId id) {
    return Optional.ofNullable(agents.get(id));
  }

  @Override
  public AgentPage<Agent> list(AgentQuery query, Listening listening, Instant now) {
    List<Agent> matching = new ArrayList<>(agents.values());
    matching.removeIf(agent -> !query.matches(agent, listening, now));
    matching.sort(query.sort().order());
    int start = 0;
    while (start < matching.size()
        && isBefore(query.place(), query.sort(), matching.get(start), start)) {
      start++;
    }
    int end = Math.min(matching.size(), start + query.limit());
    return new AgentPage<>(
        matching.subList(start, end),
        matching.size(),
        end == matching.size()
            ? Optional.empty()
            : Optional.of(Place.After.agent(matching.get(end - 1))));
  }

  /** Whether the page that starts at a place leaves out the agent at this index. */
  private static boolean isBefore(Place place, Sort sort, Agent agent, int index) {
    if (place instanceof Place.Offset offset) {
      return index < offset.agents();
    }
    Place.After after = (Place.After) place;
    int byTime = sort == Sort.ID ? 0 : after.lastSeenAt().compareTo(agent.lastSeenAt());
    int byId = agent.id().value().compareTo(after.id().value());
    return byTime < 0 || (byTime == 0 && byId <= 0);
  }

  @Override
  public AgentCounts count(Listening listening, Instant now) {
    return AgentCounts.of(agents.values().stream(), listening, now);
  }

  @Override
  public ListeningLog listeningLog() {
    throw new UnsupportedOperationException("nobody listens on a model");
  }

  @Override
  public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    Agent agent = change.apply(find(id));
    agents.put(id, agent);
    return agent;
  }

  @Override
  public Removal delete(AgentId id, Predicate<Agent> condition) {
    if (!agents.containsKey(id)) {
      return Removal.UNKNOWN;
    }
    if (!condition.test(agents.get(id))) {
      return Removal.CHANGED;
    }
    agents.remove(id);
    return Removal.REMOVED;
  }

  @Override
  public long prune(PruneScope scope, Consumer<List<Agent>> removed) {
    List<Agent> gone = agents.values().stream().filter(scope::contains).toList();
    gone.forEach(agent -> agents.remove(agent.id()));
    removed.accept(gone);
    return gone.size();
  }
}
