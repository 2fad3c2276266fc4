package dev.agentregistry.http.server;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.Revision;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A registry whose heartbeats and prunes are counted. */
final class CountedRegistry implements AgentRegistry {

  private final AgentRegistry registry;
  private final Supplier<Meters> meters;

  CountedRegistry(AgentRegistry registry, Supplier<Meters> meters) {
    this.registry = registry;
    this.meters = meters;
  }

  @Override
  public AgentRecord heartbeat(Heartbeat heartbeat) {
    AgentRecord stored = registry.heartbeat(heartbeat);
    meters.get().heartbeats().stored(stored.agent().version() == 1);
    return stored;
  }

  @Override
  public PruneReport prune(PruneRequest request) {
    PruneReport report = registry.prune(request);
    meters.get().pruned(report.removed());
    return report;
  }

  @Override
  public boolean restore(Agent agent) {
    return registry.restore(agent);
  }

  @Override
  public Optional<AgentRecord> find(AgentId id) {
    return registry.find(id);
  }

  @Override
  public AgentPage<AgentRecord> list(AgentQuery query) {
    return registry.list(query);
  }

  @Override
  public AgentCounts count() {
    return registry.count();
  }

  @Override
  public IssuePage issues(IssueQuery query) {
    return registry.issues(query);
  }

  @Override
  public Optional<Issue> issue(String issueId) {
    return registry.issue(issueId);
  }

  @Override
  public boolean remove(AgentId id) {
    return registry.remove(id);
  }

  @Override
  public Removal remove(AgentId id, Set<Revision> expected) {
    return registry.remove(id, expected);
  }
}
