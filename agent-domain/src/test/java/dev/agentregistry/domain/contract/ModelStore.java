package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
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
import java.util.TreeMap;
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
  public IssuePage issues(IssueQuery query, Listening listening, Instant now) {
    Map<String, List<Agent>> byIssue = new TreeMap<>(Issue.order());
    for (Agent agent : agents.values()) {
      agent
          .issueIds()
          .forEach(id -> byIssue.computeIfAbsent(id, key -> new ArrayList<>()).add(agent));
    }
    List<Issue> matching = new ArrayList<>();
    byIssue.forEach(
        (id, holders) -> {
          if (isWanted(query, id, holders)) {
            matching.add(Issue.of(id, holders, listening, now));
          }
        });
    matching.removeIf(
        issue -> !query.states().isEmpty() && !query.states().contains(issue.state()));
    List<Issue> rest = new ArrayList<>(matching);
    query
        .after()
        .ifPresent(
            last -> rest.removeIf(issue -> Issue.order().compare(issue.issueId(), last) <= 0));
    List<Issue> page = rest.subList((int) Math.min(query.offset(), rest.size()), rest.size());
    return IssuePage.of(page, query.limit(), matching.size());
  }

  private static boolean isWanted(IssueQuery query, String id, List<Agent> holders) {
    AgentQuery onHosts = AgentQuery.builder().hostnames(query.hostnames()).build();
    return (query.issueIds().isEmpty() || query.issueIds().contains(id))
        && holders.stream()
            .anyMatch(agent -> onHosts.matches(agent, Listening.always(), agent.lastSeenAt()));
  }

  @Override
  public ListeningLog listeningLog() {
    throw new UnsupportedOperationException("nobody listens on a model");
  }

  @Override
  public EventLog eventLog() {
    throw new UnsupportedOperationException("a model keeps no log");
  }

  @Override
  public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    Agent agent = change.apply(find(id));
    agents.put(id, agent);
    return agent;
  }

  @Override
  public Removal delete(AgentId id, Predicate<Agent> condition, Instant now) {
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
  public long prune(PruneScope scope, Instant now, Consumer<List<Agent>> removed) {
    List<Agent> gone = agents.values().stream().filter(scope::contains).toList();
    gone.forEach(agent -> agents.remove(agent.id()));
    removed.accept(gone);
    return gone.size();
  }
}
