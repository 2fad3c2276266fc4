package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An issue that agents name, and who works on it, at one moment. The registry reports; it never
 * reassigns.
 *
 * @param issueId what the agents call it
 * @param state how it is worked on
 * @param agentCount how many agents name it
 * @param agents those of them that were seen last, the most recent first, then by ID: at most
 *     {@link #MAX_AGENTS}
 */
public record Issue(String issueId, IssueState state, long agentCount, List<IssueAgent> agents) {

  /** The most agents that are named. */
  public static final int MAX_AGENTS = 100;

  /** Takes a copy. */
  public Issue {
    agents = List.copyOf(agents);
  }

  /**
   * Puts an issue together of all agents that name it: what an issue means, for stores that know no
   * quicker way.
   *
   * @param issueId the issue
   * @param agents all agents that name it
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  public static Issue of(
      String issueId, Collection<Agent> agents, Listening listening, Instant now) {
    long online =
        agents.stream()
            .filter(agent -> Liveness.of(agent, listening, now) == Liveness.ONLINE)
            .count();
    return of(
        issueId,
        online,
        agents.size(),
        agents.stream().sorted(Sort.LAST_SEEN_AT.order()).limit(MAX_AGENTS).toList(),
        listening,
        now);
  }

  /**
   * Puts an issue together of what a store found.
   *
   * @param issueId the issue
   * @param online how many of the agents that name it are online
   * @param agentCount how many agents name it
   * @param agents the agents to name
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  public static Issue of(
      String issueId,
      long online,
      long agentCount,
      List<Agent> agents,
      Listening listening,
      Instant now) {
    return new Issue(
        issueId,
        IssueState.of(online),
        agentCount,
        agents.stream().map(agent -> IssueAgent.of(agent, listening, now)).toList());
  }

  /** The same issue as it was at the moment of an event. */
  Issue in(IssueState then) {
    return new Issue(issueId, then, agentCount, agents);
  }

  /** The order of issues: that of the UTF-8 bytes of their IDs, which is that of code points. */
  public static Comparator<String> order() {
    return Issue::compareCodePoints;
  }

  private static int compareCodePoints(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return Integer.compare(weight(one.charAt(i)), weight(other.charAt(i)));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Halves of surrogate pairs stand for the code points after all others. */
  private static int weight(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
