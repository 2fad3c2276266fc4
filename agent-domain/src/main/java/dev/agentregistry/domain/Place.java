package dev.agentregistry.domain;

import java.time.Instant;

/** Where in an order a page starts. */
public sealed interface Place {

  /** At the first agent. */
  static Place start() {
    return Offset.START;
  }

  /**
   * After so many agents.
   *
   * @param agents how many to pass over, from 0
   */
  record Offset(long agents) implements Place {

    static final Offset START = new Offset(0);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Offset {
      if (agents < 0) {
        throw new IllegalArgumentException("offset must be 0 or more, but is " + agents);
      }
    }
  }

  /**
   * Right after an agent, whether or not it is still there: what heartbeats and removals before
   * that place cannot shift.
   *
   * @param lastSeenAt when that agent was last seen, as its page showed it
   * @param id that agent's ID
   */
  record After(Instant lastSeenAt, AgentId id) implements Place {

    /** The place right after this agent. */
    public static After agent(Agent agent) {
      return new After(agent.lastSeenAt(), agent.id());
    }
  }
}
