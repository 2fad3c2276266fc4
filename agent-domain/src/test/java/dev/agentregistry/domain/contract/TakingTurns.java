package dev.agentregistry.domain.contract;

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
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Removal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Several stores that share what they store: each question goes to the next of them. */
final class TakingTurns implements AgentRepository {

  private final List<AgentRepository> stores;
  private final AtomicInteger questions = new AtomicInteger();

  TakingTurns(List<AgentRepository> stores) {
    this.stores = List.copyOf(stores);
  }

  private AgentRepository next() {
    return stores.get(Math.floorMod(questions.getAndIncrement(), stores.size()));
  }

  @Override
  public Optional<Agent> find(AgentId id) {
    return next().find(id);
  }

  @Override
  public AgentPage<Agent> list(AgentQuery query, Listening listening, Instant now) {
    return next().list(query, listening, now);
  }

  @Override
  public AgentCounts count(Listening listening, Instant now) {
    return next().count(listening, now);
  }

  @Override
  public IssuePage issues(IssueQuery query, Listening listening, Instant now) {
    return next().issues(query, listening, now);
  }

  @Override
  public ListeningLog listeningLog() {
    return next().listeningLog();
  }

  @Override
  public EventLog eventLog() {
    return next().eventLog();
  }

  @Override
  public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    return next().upsert(id, change);
  }

  @Override
  public Removal delete(AgentId id, Predicate<Agent> condition, Instant now) {
    return next().delete(id, condition, now);
  }

  @Override
  public long prune(PruneScope scope, Instant now, Consumer<List<Agent>> removed) {
    return next().prune(scope, now, removed);
  }
}
