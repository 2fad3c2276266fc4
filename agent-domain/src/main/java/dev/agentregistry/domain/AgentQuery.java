package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which agents to list, in which order, and which part of them. An empty set filters nothing; a set
 * of several values means "any of these".
 *
 * @param statuses the whole status
 * @param hostnames the whole hostname, in any case (see {@link #foldCase})
 * @param livenesses what the registry says of the agent
 * @param repoPaths the exact repository path
 * @param issueIds an issue that the agent works on, exactly
 * @param capabilities something that the agent can do, exactly
 * @param seenBefore last seen strictly before this
 * @param seenAfter last seen strictly after this
 * @param sort the order
 * @param place where in that order the page starts
 * @param limit how many agents the page may have: 1 to {@link #MAX_LIMIT}
 */
public record AgentQuery(
    Set<AgentStatus> statuses,
    Set<String> hostnames,
    Set<Liveness> livenesses,
    Set<String> repoPaths,
    Set<String> issueIds,
    Set<String> capabilities,
    Optional<PointInTime> seenBefore,
    Optional<PointInTime> seenAfter,
    Sort sort,
    Place place,
    int limit) {

  /** The most agents on one page. */
  public static final int MAX_LIMIT = 1000;

  /** How many agents a page has where nobody says otherwise. */
  public static final int DEFAULT_LIMIT = 50;

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if the limit is out of range
   */
  public AgentQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but is " + limit);
    }
    statuses = Set.copyOf(statuses);
    hostnames = Set.copyOf(hostnames);
    livenesses = Set.copyOf(livenesses);
    repoPaths = Set.copyOf(repoPaths);
    issueIds = Set.copyOf(issueIds);
    capabilities = Set.copyOf(capabilities);
  }

  /** The first page of all agents, most recently seen first. */
  public static AgentQuery all() {
    return builder().build();
  }

  /** Starts a query that filters nothing and asks for the first page. */
  public static AgentQueryBuilder builder() {
    return new AgentQueryBuilder();
  }

  /** The same query from another place on. */
  public AgentQuery from(Place newPlace) {
    return new AgentQuery(
        statuses,
        hostnames,
        livenesses,
        repoPaths,
        issueIds,
        capabilities,
        seenBefore,
        seenAfter,
        sort,
        newPlace,
        limit);
  }

  /**
   * Whether the filters let an agent through: what they mean, for stores that look at each agent,
   * and for tests of those that don't.
   *
   * @param agent the agent
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   */
  public boolean matches(Agent agent, Listening listening, Instant now) {
    return matches(statuses, agent.status())
        && matchesHostname(hostnames, agent.identity().hostname())
        && matches(repoPaths, agent.identity().repoPath())
        && matchesAny(issueIds, agent.issueIds())
        && matchesAny(capabilities, agent.capabilities())
        && seenBefore.map(limit -> agent.lastSeenAt().isBefore(limit.at(now))).orElse(true)
        && seenAfter.map(limit -> agent.lastSeenAt().isAfter(limit.at(now))).orElse(true)
        && (livenesses.isEmpty() || livenesses.contains(Liveness.of(agent, listening, now)));
  }

  /**
   * A hostname as filters compare it: two hostnames that differ only in case fold to the same.
   * Upper case first, since some letters have two lower-case forms.
   */
  public static String foldCase(String hostname) {
    return hostname.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  static boolean matchesHostname(Set<String> wanted, String hostname) {
    if (wanted.isEmpty()) {
      return true;
    }
    String folded = foldCase(hostname);
    return wanted.stream().anyMatch(name -> foldCase(name).equals(folded));
  }

  static <T> boolean matches(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }

  private static boolean matchesAny(Set<String> wanted, List<String> values) {
    return wanted.isEmpty() || !Collections.disjoint(wanted, values);
  }
}
