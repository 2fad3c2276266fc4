package dev.agentregistry.domain;

import java.util.Optional;

/** What happened to an agent, or to an issue. */
public enum EventKind {
  /** The agent is new. */
  REGISTERED,
  /** It says something new of itself: status, issues, capabilities or TTL. */
  CHANGED,
  /** It has been silent for longer than its TTL. */
  STALE,
  /** It was stale or offline, and is online now. */
  BACK,
  /** It said goodbye. */
  OFFLINE,
  /** It was removed. */
  REMOVED,
  /** Two or more agents work on the issue now. */
  CONTESTED,
  /** The issue was contested or orphaned, and one agent works on it now. */
  HELD,
  /** No agent that names the issue is online any more. */
  ORPHANED;

  /** The event of an issue that came into this state. */
  public static EventKind of(IssueState state) {
    return switch (state) {
      case HELD -> HELD;
      case CONTESTED -> CONTESTED;
      case ORPHANED -> ORPHANED;
    };
  }

  /** The state that an issue came into; empty for what happens to agents. */
  public Optional<IssueState> issueState() {
    return switch (this) {
      case HELD -> Optional.of(IssueState.HELD);
      case CONTESTED -> Optional.of(IssueState.CONTESTED);
      case ORPHANED -> Optional.of(IssueState.ORPHANED);
      default -> Optional.empty();
    };
  }
}
