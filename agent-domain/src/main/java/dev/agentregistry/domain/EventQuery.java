package dev.agentregistry.domain;

import java.util.Set;

/**
 * Which events somebody wants to be told. That events were missed is told to everybody.
 *
 * @param kinds what happened; anything where it is empty
 * @param agents which agents, by its filters alone; an issue's event gets through if it is one of
 *     the issues that are named here, and an agent on it has the status, the host and the checkout;
 *     of what its agents can do, it tells nothing: who asks for that is told of no issue
 */
public record EventQuery(Set<EventKind> kinds, AgentQuery agents) {

  /** Takes a copy. */
  public EventQuery {
    kinds = Set.copyOf(kinds);
  }

  /** Everything. */
  public static EventQuery all() {
    return new EventQuery(Set.of(), AgentQuery.all());
  }

  /** Whether an event gets through. */
  public boolean matches(RegistryEvent event) {
    if (event instanceof RegistryEvent.OfAgent ofAgent) {
      return isWanted(ofAgent.kind()) && matches(ofAgent.agent(), event);
    }
    if (event instanceof RegistryEvent.OfIssue ofIssue) {
      return isWanted(EventKind.of(ofIssue.issue().state())) && matches(ofIssue.issue());
    }
    return true;
  }

  private boolean isWanted(EventKind kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  private boolean matches(Issue issue) {
    return agents.capabilities().isEmpty()
        && AgentQuery.matches(agents.issueIds(), issue.issueId())
        && (isOpen() || issue.agents().stream().anyMatch(this::matches));
  }

  private boolean isOpen() {
    return agents.statuses().isEmpty()
        && agents.hostnames().isEmpty()
        && agents.repoPaths().isEmpty();
  }

  private boolean matches(IssueAgent agent) {
    return AgentQuery.matches(agents.statuses(), agent.status())
        && AgentQuery.matchesHostname(agents.hostnames(), agent.hostname())
        && AgentQuery.matches(agents.repoPaths(), agent.repoPath());
  }

  private boolean matches(AgentRecord agent, RegistryEvent event) {
    return agents.matches(agent.agent(), Listening.always(), event.at());
  }
}
