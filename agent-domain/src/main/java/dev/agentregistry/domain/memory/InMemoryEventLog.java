package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.LoggedEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Events in memory. Thread-safe: changes of an agent are logged while its entry in the map is
 * locked.
 */
final class InMemoryEventLog implements EventLog {

  private final ConcurrentMap<AgentId, Agent> agents;
  private final Set<AgentId> toldStale = ConcurrentHashMap.newKeySet();
  private final Map<String, IssueState> toldIssues = new HashMap<>();
  private final Deque<LoggedEvent> kept = new ArrayDeque<>();
  private long newest;

  InMemoryEventLog(ConcurrentMap<AgentId, Agent> agents) {
    this.agents = agents;
  }

  void upserted(Optional<Agent> before, Agent after) {
    boolean wasToldStale = toldStale.remove(after.id());
    log(Happening.between(before, Optional.of(after), wasToldStale), after.lastSeenAt());
  }

  void removed(Agent agent, Instant now) {
    boolean wasToldStale = toldStale.remove(agent.id());
    log(Happening.between(Optional.of(agent), Optional.empty(), wasToldStale), now);
  }

  private void log(List<Happening> happenings, Instant at) {
    happenings.forEach(happening -> add(new LoggedEvent.OfAgent(happening), at));
  }

  private synchronized void add(LoggedEvent.Subject subject, Instant at) {
    newest++;
    kept.addLast(new LoggedEvent(newest, at, subject));
    if (kept.size() > KEPT_EVENTS) {
      kept.removeFirst();
    }
  }

  @Override
  public synchronized long newest() {
    return newest;
  }

  @Override
  public synchronized List<LoggedEvent> after(long id, int limit) {
    // They have no gaps: those that were read before need not be looked at.
    long read = kept.isEmpty() ? 0 : Math.max(0, id + 1 - kept.getFirst().id());
    return read >= kept.size() ? List.of() : kept.stream().skip(read).limit(limit).toList();
  }

  @Override
  public int tellStale(Listening listening, Instant now) {
    boolean isNews = newest() > 0;
    int[] told = {0};
    for (AgentId id : agents.keySet()) {
      agents.computeIfPresent(
          id,
          (key, agent) -> {
            boolean isStale = Liveness.of(agent, listening, now) == Liveness.STALE;
            if (isStale && toldStale.add(key) && isNews) {
              log(List.of(Happening.stale(agent)), now);
              told[0]++;
            }
            return agent;
          });
    }
    return told[0];
  }

  @Override
  public synchronized int tellAllIssues(Listening listening, Instant now) {
    InMemoryIssues issues = InMemoryIssues.of(agents.values());
    Set<String> all = new LinkedHashSet<>(issues.byIssue().keySet());
    all.addAll(toldIssues.keySet());
    return tell(issues, all, listening, now);
  }

  @Override
  public synchronized int tellIssues(
      Collection<String> issueIds, Listening listening, Instant now) {
    return issueIds.isEmpty()
        ? 0
        : tell(InMemoryIssues.of(agents.values()), new LinkedHashSet<>(issueIds), listening, now);
  }

  private int tell(InMemoryIssues issues, Set<String> issueIds, Listening listening, Instant now) {
    boolean isNews = newest > 0;
    int told = 0;
    for (String issueId : issueIds) {
      Optional<IssueState> state = issues.find(issueId, listening, now).map(Issue::state);
      if (isToBeTold(issueId, state) && isNews) {
        add(new LoggedEvent.OfIssue(issueId, state.orElseThrow()), now);
        told++;
      }
    }
    return told;
  }

  /** Notes the state, too. */
  private boolean isToBeTold(String issueId, Optional<IssueState> state) {
    boolean isWorthKeeping = state.isPresent() && state.get() != IssueState.HELD;
    Optional<IssueState> before =
        Optional.ofNullable(
            isWorthKeeping ? toldIssues.put(issueId, state.get()) : toldIssues.remove(issueId));
    return state.isPresent() && state.get() != before.orElse(IssueState.HELD);
  }
}
