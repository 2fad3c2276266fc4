package dev.agentregistry.domain;

import java.util.Optional;
import java.util.Set;

/**
 * Which issues to list, and which part of them, in the order of {@link Issue#order()}. An empty set
 * filters nothing; a set of several values means "any of these".
 *
 * @param issueIds these issues, exactly
 * @param states how the issue is worked on
 * @param hostnames a host of an agent that names the issue, in any case
 * @param after only issues that come after this one, whether or not there still is such an issue
 * @param offset how many of those to pass over, from 0
 * @param limit how many issues the page may have: 1 to {@link #MAX_LIMIT}
 */
public record IssueQuery(
    Set<String> issueIds,
    Set<IssueState> states,
    Set<String> hostnames,
    Optional<String> after,
    long offset,
    int limit) {

  /** The most issues on one page. */
  public static final int MAX_LIMIT = AgentQuery.MAX_LIMIT;

  /** How many issues a page has where nobody says otherwise. */
  public static final int DEFAULT_LIMIT = AgentQuery.DEFAULT_LIMIT;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the limit or the offset is out of range
   */
  public IssueQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but is " + limit);
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset must be 0 or more, but is " + offset);
    }
    issueIds = Set.copyOf(issueIds);
    states = Set.copyOf(states);
    hostnames = Set.copyOf(hostnames);
  }

  /** The first page of all issues. */
  public static IssueQuery all() {
    return new IssueQuery(
        Set.of(), Set.of(), Set.of(), Optional.empty(), 0, IssueQuery.DEFAULT_LIMIT);
  }

  /** Only these issues, of which there may be {@link #MAX_LIMIT} at most, on one page. */
  public static IssueQuery ofThese(Set<String> issueIds) {
    return new IssueQuery(issueIds, Set.of(), Set.of(), Optional.empty(), 0, MAX_LIMIT);
  }

  /** The same query, for issues in one of these states. */
  public IssueQuery in(Set<IssueState> wanted) {
    return new IssueQuery(issueIds, wanted, hostnames, after, offset, limit);
  }

  /** The same query, for issues that an agent on one of these hosts names. */
  public IssueQuery on(Set<String> hosts) {
    return new IssueQuery(issueIds, states, hosts, after, offset, limit);
  }

  /** The same query, for what comes after an issue. */
  public IssueQuery after(String issueId) {
    return new IssueQuery(issueIds, states, hostnames, Optional.of(issueId), 0, limit);
  }

  /** The same query, passing over so many. */
  public IssueQuery withOffset(long issues) {
    return new IssueQuery(issueIds, states, hostnames, after, issues, limit);
  }

  /** The same query, with pages of this size. */
  public IssueQuery withLimit(int issues) {
    return new IssueQuery(issueIds, states, hostnames, after, offset, issues);
  }
}
