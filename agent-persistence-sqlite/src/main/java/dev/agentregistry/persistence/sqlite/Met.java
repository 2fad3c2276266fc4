package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import org.jspecify.annotations.Nullable;

/** An agent that a transaction has met: as it is stored, and as it is now. Not thread-safe. */
final class Met {

  private final @Nullable Row stored;
  private @Nullable Agent now;
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

  void becomes(@Nullable Agent agent) {
    now = agent;
    changed = true;
  }
}
