package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An agent as the registry knows it: the aggregate. The rules of its life live here and nowhere
 * else: {@link #register} makes version 1, {@link #beat} makes the next.
 *
 * <p>All times are the registry's, in UTC, to the millisecond.
 *
 * @param id derived from {@code identity}
 * @param identity where the agent runs
 * @param status what it said of itself last
 * @param issueIds what it works on, as last reported
 * @param capabilities what it can do, as last reported
 * @param ttl how long it may be silent
 * @param createdAt when it was registered; never changes
 * @param updatedAt when status, issues, capabilities or TTL changed last
 * @param lastSeenAt when it sent its last heartbeat
 * @param version counts its heartbeats, from 1
 * @param incarnation tells this record from one of the same ID that was removed before it: the
 *     moment of registration in the clock's full precision, as nanoseconds
 */
public record Agent(
    AgentId id,
    AgentIdentity identity,
    AgentStatus status,
    List<String> issueIds,
    List<String> capabilities,
    Duration ttl,
    Instant createdAt,
    Instant updatedAt,
    Instant lastSeenAt,
    long version,
    long incarnation) {

  /** The TTL of an agent for which neither its heartbeat nor the registry names another. */
  public static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

  /**
   * How far in the future {@link #lastSeenAt} may lie before it counts as a clock fault. Clocks of
   * two machines that share a store differ by less.
   */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Takes copies of the lists. */
  public Agent {
    if (version < 1) {
      throw new IllegalArgumentException("version must be 1 or more, but is " + version);
    }
    issueIds = List.copyOf(issueIds);
    capabilities = List.copyOf(capabilities);
  }

  /**
   * Registers the agent of a heartbeat whose ID is unknown.
   *
   * @param heartbeat the first heartbeat; where it names no TTL, {@link #DEFAULT_TTL} counts
   * @param now the registry's time
   */
  public static Agent register(Heartbeat heartbeat, Instant now) {
    Instant moment = toMillis(now);
    return new Agent(
        AgentId.derive(heartbeat.identity()),
        heartbeat.identity(),
        heartbeat.status(),
        heartbeat.issueIds(),
        heartbeat.capabilities(),
        heartbeat.ttl().orElse(DEFAULT_TTL),
        moment,
        moment,
        moment,
        1,
        incarnation(now));
  }

  /** The same agent, of another registration. */
  public Agent withIncarnation(long newIncarnation) {
    return new Agent(
        id,
        identity,
        status,
        issueIds,
        capabilities,
        ttl,
        createdAt,
        updatedAt,
        lastSeenAt,
        version,
        newIncarnation);
  }

  private static long incarnation(Instant registeredAt) {
    return registeredAt.getEpochSecond() * NANOS_PER_SECOND + registeredAt.getNano();
  }

  /**
   * An agent as it was when it was written down somewhere. Its incarnation follows from when it was
   * registered, so that the same record is always the same agent.
   *
   * @throws IllegalArgumentException if {@code version} is less than 1
   */
  public static Agent restored(
      Heartbeat lastHeartbeat,
      Instant createdAt,
      Instant updatedAt,
      Instant lastSeenAt,
      long version) {
    Instant created = toMillis(createdAt);
    return new Agent(
        AgentId.derive(lastHeartbeat.identity()),
        lastHeartbeat.identity(),
        lastHeartbeat.status(),
        lastHeartbeat.issueIds(),
        lastHeartbeat.capabilities(),
        lastHeartbeat.ttl().orElse(DEFAULT_TTL),
        created,
        toMillis(updatedAt),
        toMillis(lastSeenAt),
        version,
        incarnation(created));
  }

  /**
   * The next version of this agent: what it is after another heartbeat.
   *
   * @param heartbeat a heartbeat that the same ID was derived from
   * @param now the registry's time; where it is behind {@link #lastSeenAt}, that stays, so time
   *     never runs backwards, unless it is so far ahead that it is a clock fault: then it is set
   *     right
   * @throws AgentIdCollisionException if the heartbeat is of another identity
   */
  public Agent beat(Heartbeat heartbeat, Instant now) {
    requireSame(heartbeat.identity());
    Instant seenAt = nextSeenAt(toMillis(now));
    return saysNothingNew(heartbeat) ? seenAgain(seenAt) : changedBy(heartbeat, seenAt);
  }

  /**
   * Whether another record of this agent is later, by the last heartbeat, then by the version.
   *
   * @throws AgentIdCollisionException if the record is of another identity
   */
  boolean isEarlierThan(Agent other) {
    requireSame(other.identity());
    int order = lastSeenAt.compareTo(other.lastSeenAt());
    return order < 0 || (order == 0 && version < other.version());
  }

  private void requireSame(AgentIdentity other) {
    if (!identity.equals(other)) {
      throw new AgentIdCollisionException(id, identity, other);
    }
  }

  private boolean saysNothingNew(Heartbeat heartbeat) {
    return status.equals(heartbeat.status())
        && issueIds.equals(heartbeat.issueIds())
        && capabilities.equals(heartbeat.capabilities())
        && ttl.equals(heartbeat.ttl().orElse(DEFAULT_TTL));
  }

  /** Keeps what it has, and not the equal parts of the heartbeat: those are soon garbage. */
  private Agent seenAgain(Instant seenAt) {
    return new Agent(
        id,
        identity,
        status,
        issueIds,
        capabilities,
        ttl,
        createdAt,
        earlierOf(updatedAt, seenAt),
        seenAt,
        version + 1,
        incarnation);
  }

  private Agent changedBy(Heartbeat heartbeat, Instant seenAt) {
    return new Agent(
        id,
        identity,
        heartbeat.status(),
        heartbeat.issueIds(),
        heartbeat.capabilities(),
        heartbeat.ttl().orElse(DEFAULT_TTL),
        createdAt,
        seenAt,
        seenAt,
        version + 1,
        incarnation);
  }

  /** Whether another record of this agent says the same of it. */
  boolean saysTheSameAs(Agent other) {
    return status.equals(other.status())
        && issueIds.equals(other.issueIds())
        && capabilities.equals(other.capabilities())
        && ttl.equals(other.ttl());
  }

  /** Which state of which registration this is. */
  public Revision revision() {
    return new Revision(incarnation, version);
  }

  /** Whether {@link #lastSeenAt} lies so far in the future that a clock must have been wrong. */
  public boolean hasClockFault(Instant now) {
    return lastSeenAt.isAfter(toMillis(now).plus(MAX_CLOCK_SKEW));
  }

  /** Instants to the millisecond, as records hold them. */
  static Instant toMillis(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private Instant nextSeenAt(Instant now) {
    return lastSeenAt.isAfter(now) && !hasClockFault(now) ? lastSeenAt : now;
  }

  private static Instant earlierOf(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
