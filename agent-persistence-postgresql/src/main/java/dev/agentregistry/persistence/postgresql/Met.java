package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent that a transaction has met: as it is stored, and as it is now. Not thread-safe. */
final class Met {

  private final @Nullable Stored stored;
  private @Nullable Agent now;
  private @Nullable Instant changedAt;
  private boolean isNoticedStale;
  private Optional<Instant> newsAt = Optional.empty();

  Met(@Nullable Stored stored) {
    this.stored = stored;
    this.now = stored == null ? null : stored.agent();
  }

  @Nullable Stored stored() {
    return stored;
  }

  @Nullable Agent now() {
    return now;
  }

  /** The agent that is there. */
  Agent agent() {
    return Objects.requireNonNull(now);
  }

  boolean isChanged() {
    return changedAt != null;
  }

  void becomes(Agent agent) {
    now = agent;
    changedAt = agent.lastSeenAt();
  }

  void goes(Instant at) {
    now = null;
    changedAt = at;
  }

  /** When it became what it is now: with its last heartbeat, or when it was removed. */
  Instant changedAt() {
    return Objects.requireNonNull(changedAt);
  }

  /**
   * Somebody noticed that it is stale.
   *
   * @param at when; empty where that is no news
   */
  void noticedStale(Optional<Instant> at) {
    isNoticedStale = true;
    newsAt = at;
  }

  boolean isNoticedStale() {
    return isNoticedStale;
  }

  Optional<Instant> newsAt() {
    return newsAt;
  }

  /** Whether only its last heartbeat has changed, and its record has not. */
  boolean onlyBeat() {
    return stored != null && now != null && areEqualButForTheBeat(stored.agent(), now);
  }

  private static boolean areEqualButForTheBeat(Agent one, Agent other) {
    return one.identity().equals(other.identity())
        && one.status().equals(other.status())
        && one.issueIds().equals(other.issueIds())
        && one.capabilities().equals(other.capabilities())
        && one.ttl().equals(other.ttl())
        && one.createdAt().equals(other.createdAt())
        && one.updatedAt().equals(other.updatedAt())
        && one.incarnation() == other.incarnation();
  }
}
