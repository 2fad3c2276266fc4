package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The registry over a store and a clock. */
final class LocalAgentRegistry implements AgentRegistry {

  private final AgentRepository repository;
  private final InstantSource clock;
  private final CurrentListening listening;
  private final Duration defaultTtl;

  LocalAgentRegistry(AgentRepository repository, InstantSource clock, Duration defaultTtl) {
    Violations violations = new Violations();
    violations.checkTtl(defaultTtl);
    violations.throwIfAny();
    this.repository = repository;
    this.clock = clock;
    this.listening = new CurrentListening(repository.listeningLog());
    this.defaultTtl = defaultTtl;
  }

  /** One moment of the registry, in which all that one answer says is true. */
  private record Moment(Instant now, Listening listening) {

    AgentRecord show(Agent agent) {
      return AgentRecord.of(agent, listening, now);
    }
  }

  private Moment now() {
    Instant now = clock.instant();
    return new Moment(now, listening.at(now));
  }

  @Override
  public AgentRecord heartbeat(Heartbeat heartbeat) {
    Heartbeat complete = heartbeat.orTtl(defaultTtl);
    AgentId id = AgentId.derive(complete.identity());
    // Before it is stored: after that nothing may fail any more.
    Moment moment = now();
    Instant now = moment.now();
    return moment.show(
        repository.upsert(
            id,
            stored ->
                stored
                    .map(known -> known.beat(complete, now))
                    .orElseGet(() -> Agent.register(complete, now))));
  }

  @Override
  public boolean restore(Agent agent) {
    AtomicBoolean isStored = new AtomicBoolean();
    repository.upsert(
        agent.id(),
        stored -> {
          isStored.set(stored.map(known -> known.isEarlierThan(agent)).orElse(true));
          return isStored.get() ? agent : stored.orElseThrow();
        });
    return isStored.get();
  }

  @Override
  public Optional<AgentRecord> find(AgentId id) {
    Moment moment = now();
    return repository.find(id).map(moment::show);
  }

  @Override
  public AgentPage<AgentRecord> list(AgentQuery query) {
    Moment moment = now();
    return list(query, moment).map(moment::show);
  }

  @Override
  public AgentCounts count() {
    Moment moment = now();
    return repository.count(moment.listening(), moment.now());
  }

  @Override
  public IssuePage issues(IssueQuery query) {
    Moment moment = now();
    return repository.issues(query, moment.listening(), moment.now());
  }

  @Override
  public Optional<Issue> issue(String issueId) {
    return issues(IssueQuery.ofThese(Set.of(issueId))).issues().stream().findFirst();
  }

  @Override
  public boolean remove(AgentId id) {
    return repository.delete(id, agent -> true, clock.instant()) == Removal.REMOVED;
  }

  @Override
  public Removal remove(AgentId id, Set<Revision> expected) {
    return repository.delete(id, agent -> expected.contains(agent.revision()), clock.instant());
  }

  @Override
  public PruneReport prune(PruneRequest request) {
    Moment moment = now();
    PruneScope scope =
        new PruneScope(cutoff(request, moment.now()), request.statuses(), request.hostnames());
    AgentPage<Agent> meant = list(scope.toQuery(), moment);
    if (request.dryRun()) {
      return report(scope, moment, true, meant.total(), 0, meant.agents());
    }
    if (!request.force()) {
      refuseTooLarge(meant.total(), moment);
    }
    List<Agent> shown = new ArrayList<>();
    long removed =
        repository.prune(
            scope,
            moment.now(),
            agents -> {
              int room = PruneReport.MAX_AGENTS - shown.size();
              shown.addAll(agents.subList(0, Math.min(room, agents.size())));
            });
    return report(scope, moment, false, meant.total(), removed, shown);
  }

  /** Never later than now: an agent that was seen in the future (a clock fault) is never pruned. */
  private static Instant cutoff(PruneRequest request, Instant now) {
    Instant cutoff = Agent.toMillis(request.olderThan().at(now));
    Instant latest = Agent.toMillis(now);
    return cutoff.isAfter(latest) ? latest : cutoff;
  }

  private void refuseTooLarge(long matched, Moment moment) {
    long all = list(AgentQuery.builder().limit(1).build(), moment).total();
    if (PruneRequest.isTooLarge(matched, all)) {
      throw new PruneTooLargeException(matched, all);
    }
  }

  private AgentPage<Agent> list(AgentQuery query, Moment moment) {
    return repository.list(query, moment.listening(), moment.now());
  }

  private static PruneReport report(
      PruneScope scope,
      Moment moment,
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
        agents.stream().map(moment::show).toList());
  }
}
