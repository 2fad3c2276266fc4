package dev.agentregistry.domain;

/** How an issue is worked on, by how many of the agents that name it are online. */
public enum IssueState {
  /** One agent works on it. */
  HELD,
  /** Two or more agents work on it. */
  CONTESTED,
  /** Agents name it, and none of them is online. */
  ORPHANED;

  /**
   * Judges an issue.
   *
   * @param online how many of the agents that name it are online
   */
  public static IssueState of(long online) {
    if (online == 0) {
      return ORPHANED;
    }
    return online == 1 ? HELD : CONTESTED;
  }
}
