package dev.agentregistry.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * One message from an agent: where it runs, what it says of itself, what it works on, what it can.
 *
 * @param identity where the agent runs
 * @param status what it says of itself
 * @param issueIds the issues that it works on: at most 1,000, each of 1 to 128 characters; order is
 *     kept, repeats are dropped
 * @param capabilities what it can do: the same rule
 * @param ttl how long it may be silent: whole seconds, from 1 second to 7 days; empty means the
 *     registry's default
 */
public record Heartbeat(
    AgentIdentity identity,
    AgentStatus status,
    List<String> issueIds,
    List<String> capabilities,
    Optional<Duration> ttl) {

  /** The most issue IDs, and the most capabilities, that one heartbeat may name. */
  public static final int MAX_ITEMS = 1000;

  /** The most characters that one issue ID or capability may have. */
  public static final int MAX_ITEM_CHARACTERS = 128;

  /** As many are compared one by one more quickly than through a set. */
  private static final int FEW_ITEMS = 8;

  /** The shortest TTL. */
  public static final Duration MIN_TTL = Duration.ofSeconds(1);

  /** The longest TTL. */
  public static final Duration MAX_TTL = Duration.ofDays(7);

  /**
   * Checks the parts.
   *
   * @throws InvalidHeartbeatException naming every field that breaks its rule
   */
  public Heartbeat {
    Violations violations = new Violations();
    violations.checkItems(HeartbeatField.ISSUE_IDS, issueIds);
    violations.checkItems(HeartbeatField.CAPABILITIES, capabilities);
    ttl.ifPresent(violations::checkTtl);
    violations.throwIfAny();
    issueIds = withoutRepeats(issueIds);
    capabilities = withoutRepeats(capabilities);
  }

  /** A heartbeat that says no more than that the agent is there. */
  public static Heartbeat from(AgentIdentity identity) {
    return new Heartbeat(identity, AgentStatus.ACTIVE, List.of(), List.of(), Optional.empty());
  }

  /** Whether an agent may have this TTL: whole seconds, {@link #MIN_TTL} to {@link #MAX_TTL}. */
  public static boolean isAllowedTtl(Duration ttl) {
    return ttl.toNanosPart() == 0 && ttl.compareTo(MIN_TTL) >= 0 && ttl.compareTo(MAX_TTL) <= 0;
  }

  /** Starts a heartbeat that is put together field by field. */
  public static HeartbeatBuilder builder() {
    return new HeartbeatBuilder();
  }

  /** The same heartbeat with another status. */
  public Heartbeat withStatus(AgentStatus newStatus) {
    return new Heartbeat(identity, newStatus, issueIds, capabilities, ttl);
  }

  /** The same heartbeat with other issues. */
  public Heartbeat withIssueIds(List<String> newIssueIds) {
    return new Heartbeat(identity, status, newIssueIds, capabilities, ttl);
  }

  /** The same heartbeat with other capabilities. */
  public Heartbeat withCapabilities(List<String> newCapabilities) {
    return new Heartbeat(identity, status, issueIds, newCapabilities, ttl);
  }

  /** The same heartbeat with another TTL. */
  public Heartbeat withTtl(Duration newTtl) {
    return new Heartbeat(identity, status, issueIds, capabilities, Optional.of(newTtl));
  }

  /** The same heartbeat, with this TTL if it names none. */
  Heartbeat orTtl(Duration defaultTtl) {
    return ttl.isPresent() ? this : withTtl(defaultTtl);
  }

  private static List<String> withoutRepeats(List<String> items) {
    return hasRepeats(items)
        ? List.copyOf(new ArrayList<>(new LinkedHashSet<>(items)))
        : List.copyOf(items);
  }

  private static boolean hasRepeats(List<String> items) {
    if (items.size() > FEW_ITEMS) {
      return new HashSet<>(items).size() < items.size();
    }
    for (int i = 1; i < items.size(); i++) {
      if (items.subList(0, i).contains(items.get(i))) {
        return true;
      }
    }
    return false;
  }
}
