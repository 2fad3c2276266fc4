package dev.agentregistry.domain;

import java.util.Comparator;

/** The orders in which agents are listed. */
public enum Sort {
  /** Most recently seen first; ties by ID. */
  LAST_SEEN_AT,
  /**
   * By ID. Walking from page to page meets every agent that was there throughout exactly once,
   * however many heartbeats arrive meanwhile.
   */
  ID;

  /** The order itself. */
  public Comparator<Agent> order() {
    Comparator<Agent> byId = Comparator.comparing(Agent::id);
    return switch (this) {
      case ID -> byId;
      case LAST_SEEN_AT -> Comparator.comparing(Agent::lastSeenAt).reversed().thenComparing(byId);
    };
  }

  /** Whether an agent comes strictly after a place in this order. */
  public boolean isPast(Agent agent, Place.After place) {
    int byId = agent.id().compareTo(place.id());
    return switch (this) {
      case ID -> byId > 0;
      case LAST_SEEN_AT -> {
        int byTime = place.lastSeenAt().compareTo(agent.lastSeenAt());
        yield byTime > 0 || (byTime == 0 && byId > 0);
      }
    };
  }
}
