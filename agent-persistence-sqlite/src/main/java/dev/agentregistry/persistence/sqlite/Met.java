package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An agent that a transaction has met: as it is stored, and as it is now. Not thread-safe. */
final class Met {

  private final @Nullable Row stored;
  private @Nullable Agent now;
  private @Nullable Instant removedAt;
  private boolean changed;

  Met(@Nullable Row stored) {
    this.stored = stored;
    this.now = stored == null ? null : stored.agent();
  }

  @Nullable Row stored() {
    return stored;
  }

  @Nullable Agent now() {
    return now;
  }

  boolean isChanged() {
    return changed;
  }

  void becomes(Agent agent) {
    now = agent;
    changed = true;
  }

  void goes(Instant at) {
    now = null;
    removedAt = at;
    changed = true;
  }

  /** When it became what it is now: with its last heartbeat, or when it was removed. */
  Instant changedAt() {
    return now == null ? Objects.requireNonNull(removedAt) : now.lastSeenAt();
  }
}
