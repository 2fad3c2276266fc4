package dev.agentregistry.domain;

import java.time.Instant;

/**
 * An event as a store keeps it.
 *
 * @param id counts the events of a store from 1, without a gap, in the order in which they were
 *     stored
 * @param at when it happened, by the clock of whoever noticed
 * @param subject what it happened to
 */
public record LoggedEvent(long id, Instant at, Subject subject) {

  /** What an event happened to. */
  public sealed interface Subject {

    /** What happened. */
    EventKind kind();
  }

  /**
   * Something happened to an agent.
   *
   * @param happening what
   */
  public record OfAgent(Happening happening) implements Subject {

    @Override
    public EventKind kind() {
      return happening.kind();
    }
  }

  /**
   * Something happened to an issue.
   *
   * @param issueId the issue
   * @param state the state that it came into
   */
  public record OfIssue(String issueId, IssueState state) implements Subject {

    @Override
    public EventKind kind() {
      return EventKind.of(state);
    }
  }
}
