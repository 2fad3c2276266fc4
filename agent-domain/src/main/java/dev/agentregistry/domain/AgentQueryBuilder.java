package dev.agentregistry.domain;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Puts a query together; each call replaces what was set before. Not thread-safe. */
public final class AgentQueryBuilder {

  private Set<AgentStatus> statuses = Set.of();
  private Set<String> hostnames = Set.of();
  private Set<Liveness> livenesses = Set.of();
  private Set<String> repoPaths = Set.of();
  private Set<String> issueIds = Set.of();
  private Set<String> capabilities = Set.of();
  private Optional<PointInTime> seenBefore = Optional.empty();
  private Optional<PointInTime> seenAfter = Optional.empty();
  private Sort sort = Sort.LAST_SEEN_AT;
  private Place place = Place.start();
  private int limit = AgentQuery.DEFAULT_LIMIT;

  AgentQueryBuilder() {}

  /** Only agents with one of these statuses. */
  public AgentQueryBuilder statuses(Collection<AgentStatus> values) {
    statuses = Set.copyOf(values);
    return this;
  }

  /** Only agents on one of these hosts, in any case. */
  public AgentQueryBuilder hostnames(Collection<String> values) {
    hostnames = Set.copyOf(values);
    return this;
  }

  /** Only agents of which the registry says one of these. */
  public AgentQueryBuilder livenesses(Collection<Liveness> values) {
    livenesses = Set.copyOf(values);
    return this;
  }

  /** Only agents in one of these checkouts. */
  public AgentQueryBuilder repoPaths(Collection<String> values) {
    repoPaths = Set.copyOf(values);
    return this;
  }

  /** Only agents that work on one of these issues. */
  public AgentQueryBuilder issueIds(Collection<String> values) {
    issueIds = Set.copyOf(values);
    return this;
  }

  /** Only agents that can do one of these. */
  public AgentQueryBuilder capabilities(Collection<String> values) {
    capabilities = Set.copyOf(values);
    return this;
  }

  /** Only agents last seen strictly before this. */
  public AgentQueryBuilder seenBefore(PointInTime value) {
    seenBefore = Optional.of(value);
    return this;
  }

  /** Only agents last seen strictly after this. */
  public AgentQueryBuilder seenAfter(PointInTime value) {
    seenAfter = Optional.of(value);
    return this;
  }

  /** The order; {@link Sort#LAST_SEEN_AT} where it is not called. */
  public AgentQueryBuilder sort(Sort value) {
    sort = value;
    return this;
  }

  /** Where the page starts; at the first agent where it is not called. */
  public AgentQueryBuilder place(Place value) {
    place = value;
    return this;
  }

  /** How many agents the page may have; {@link AgentQuery#DEFAULT_LIMIT} where it is not called. */
  public AgentQueryBuilder limit(int value) {
    limit = value;
    return this;
  }

  /**
   * Makes the query.
   *
   * @throws IllegalArgumentException if the limit is out of range
   */
  public AgentQuery build() {
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
        place,
        limit);
  }
}
