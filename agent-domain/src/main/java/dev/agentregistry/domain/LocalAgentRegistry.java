package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registry over a store and a clock. */
final class LocalAgentRegistry implements AgentRegistry {

  private final AgentRepository repository;
  private final InstantSource clock;
  private final Listening listening;
  private final Duration defaultTtl;

  LocalAgentRegistry(
      AgentRepository repository, InstantSource clock, Listening listening, Duration defaultTtl) {
    Violations violations = new Violations();
    violations.checkTtl(defaultTtl);
    violations.throwIfAny();
    this.repository = repository;
    this.clock = clock;
    this.listening = listening;
    this.defaultTtl = defaultTtl;
  }

  @Override
  public AgentRecord heartbeat(Heartbeat heartbeat) {
    Heartbeat complete = heartbeat.orTtl(defaultTtl);
    AgentId id = AgentId.derive(complete.identity());
    Instant now = clock.instant();
    Agent agent =
        repository.upsert(
            id,
            stored ->
                stored
                    .map(known -> known.beat(complete, now))
                    .orElseGet(() -> Agent.register(complete, now)));
    return AgentRecord.of(agent, listening, now);
  }

  @Override
  public Optional<AgentRecord> find(AgentId id) {
    return repository.find(id).map(agent -> AgentRecord.of(agent, listening, clock.instant()));
  }

  @Override
  public AgentPage<AgentRecord> list(AgentQuery query) {
    Instant now = clock.instant();
    return repository
        .list(query, listening, now)
        .map(agent -> AgentRecord.of(agent, listening, now));
  }

  @Override
  public boolean remove(AgentId id) {
    return repository.delete(id, agent -> true) == Removal.REMOVED;
  }

  @Override
  public Removal remove(AgentId id, Set<Revision> expected) {
    return repository.delete(id, agent -> expected.contains(agent.revision()));
  }

  @Override
  public PruneReport prune(PruneRequest request) {
    Instant now = clock.instant();
    PruneScope scope =
        new PruneScope(cutoff(request, now), request.statuses(), request.hostnames());
    AgentPage<Agent> meant = repository.list(scope.toQuery(), listening, now);
    if (request.dryRun()) {
      return report(scope, now, true, meant.total(), 0, meant.agents());
    }
    if (!request.force()) {
      refuseTooLarge(meant.total(), now);
    }
    List<Agent> shown = new ArrayList<>();
    long removed =
        repository.prune(
            scope,
            agents -> {
              int room = PruneReport.MAX_AGENTS - shown.size();
              shown.addAll(agents.subList(0, Math.min(room, agents.size())));
            });
    return report(scope, now, false, meant.total(), removed, shown);
  }

  /** Never later than now: an agent that was seen in the future (a clock fault) is never pruned. */
  private static Instant cutoff(PruneRequest request, Instant now) {
    Instant cutoff = Agent.toMillis(request.olderThan().at(now));
    Instant latest = Agent.toMillis(now);
    return cutoff.isAfter(latest) ? latest : cutoff;
  }

  private void refuseTooLarge(long matched, Instant now) {
    long all = repository.list(AgentQuery.builder().limit(1).build(), listening, now).total();
    if (PruneRequest.isTooLarge(matched, all)) {
      throw new PruneTooLargeException(matched, all);
    }
  }

  private PruneReport report(
      PruneScope scope,
      Instant now,
      boolean dryRun,
      long matched,
      long removed,
      List<Agent> agents) {
    return new PruneReport(
        scope.cutoff(),
        dryRun,
        matched,
        removed,
        dryRun ? 0 : Math.max(0, matched - removed),
        agents.stream().map(agent -> AgentRecord.of(agent, listening, now)).toList());
  }
}
