package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.Listening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The issues that agents name, of one moment.
 *
 * @param byIssue the agents that name each issue
 */
record InMemoryIssues(NavigableMap<String, List<Agent>> byIssue) {

  static InMemoryIssues of(Collection<Agent> agents) {
    NavigableMap<String, List<Agent>> byIssue = new TreeMap<>(Issue.order());
    for (Agent agent : agents) {
      for (String issueId : agent.issueIds()) {
        byIssue.computeIfAbsent(issueId, key -> new ArrayList<>()).add(agent);
      }
    }
    return new InMemoryIssues(byIssue);
  }

  IssuePage list(IssueQuery query, Listening listening, Instant now) {
    long total = matching(byIssue, query, listening, now).count();
    List<Issue> found =
        matching(query.after().map(this::after).orElse(byIssue), query, listening, now)
            .skip(query.offset())
            .limit(query.limit() + 1L)
            .toList();
    return IssuePage.of(found, query.limit(), total);
  }

  Optional<Issue> find(String issueId, Listening listening, Instant now) {
    return Optional.ofNullable(byIssue.get(issueId))
        .map(agents -> Issue.of(issueId, agents, listening, now));
  }

  private NavigableMap<String, List<Agent>> after(String issueId) {
    return byIssue.tailMap(issueId, false);
  }

  private static Stream<Issue> matching(
      NavigableMap<String, List<Agent>> issues,
      IssueQuery query,
      Listening listening,
      Instant now) {
    Collection<String> hosts =
        query.hostnames().stream().map(AgentQuery::foldCase).collect(Collectors.toSet());
    return issues.entrySet().stream()
        .filter(entry -> query.issueIds().isEmpty() || query.issueIds().contains(entry.getKey()))
        .filter(entry -> hosts.isEmpty() || areOnAny(hosts, entry.getValue()))
        .map(entry -> Issue.of(entry.getKey(), entry.getValue(), listening, now))
        .filter(issue -> query.states().isEmpty() || query.states().contains(issue.state()));
  }

  private static boolean areOnAny(Collection<String> hosts, List<Agent> agents) {
    return agents.stream()
        .anyMatch(agent -> hosts.contains(AgentQuery.foldCase(agent.identity().hostname())));
  }
}
