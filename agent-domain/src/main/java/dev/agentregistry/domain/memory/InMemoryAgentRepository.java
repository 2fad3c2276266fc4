package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Removal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A complete store that keeps its agents in memory, for embedders and tests. Thread-safe; its
 * agents are gone with it. Listing looks at every agent.
 */
public final class InMemoryAgentRepository implements AgentRepository {

  private final ConcurrentMap<AgentId, Agent> agents = new ConcurrentHashMap<>();
  private final ListeningLog listeningLog = new InMemoryListeningLog();
  private final InMemoryEventLog eventLog = new InMemoryEventLog(agents);

  /** Makes an empty store. */
  public InMemoryAgentRepository() {}

  @Override
  public Optional<Agent> find(AgentId id) {
    return Optional.ofNullable(agents.get(id));
  }

  @Override
  public AgentPage<Agent> list(AgentQuery query, Listening listening, Instant now) {
    // Agents are immutable: once they are in this list, no heartbeat moves them any more.
    List<Agent> matching =
        agents.values().stream()
            .filter(agent -> query.matches(agent, listening, now))
            .sorted(query.sort().order())
            .toList();
    List<Agent> found = from(query, matching.stream()).limit(query.limit() + 1L).toList();
    return AgentPage.of(found, query.limit(), matching.size());
  }

  @Override
  public AgentCounts count(Listening listening, Instant now) {
    return AgentCounts.of(agents.values().stream(), listening, now);
  }

  @Override
  public IssuePage issues(IssueQuery query, Listening listening, Instant now) {
    return InMemoryIssues.of(agents.values()).list(query, listening, now);
  }

  @Override
  public ListeningLog listeningLog() {
    return listeningLog;
  }

  @Override
  public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    return agents.compute(
        id,
        (key, stored) -> {
          Optional<Agent> before = Optional.ofNullable(stored);
          Agent after = change.apply(before);
          eventLog.upserted(before, after);
          return after;
        });
  }

  @Override
  public EventLog eventLog() {
    return eventLog;
  }

  @Override
  public Removal delete(AgentId id, Predicate<Agent> condition, Instant now) {
    Removal[] result = {Removal.UNKNOWN};
    agents.computeIfPresent(
        id,
        (key, stored) -> {
          boolean goes = condition.test(stored);
          result[0] = goes ? Removal.REMOVED : Removal.CHANGED;
          return goes ? removed(stored, now) : stored;
        });
    return result[0];
  }

  @Override
  public long prune(PruneScope scope, Instant now, Consumer<List<Agent>> removed) {
    List<Agent> gone =
        agents.values().stream()
            .filter(scope::contains)
            // As it is now: an agent that has sent a heartbeat since then stays.
            .filter(agent -> delete(agent.id(), scope::contains, now) == Removal.REMOVED)
            .toList();
    if (!gone.isEmpty()) {
      removed.accept(gone);
    }
    return gone.size();
  }

  /** Nothing is left of it. */
  private @Nullable Agent removed(Agent agent, Instant now) {
    eventLog.removed(agent, now);
    return null;
  }

  private static Stream<Agent> from(AgentQuery query, Stream<Agent> sorted) {
    Place place = query.place();
    if (place instanceof Place.After after) {
      return sorted.filter(agent -> query.sort().isPast(agent, after));
    }
    return sorted.skip(((Place.Offset) place).agents());
  }
}
