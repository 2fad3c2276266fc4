package dev.agentregistry.domain;

import java.time.Instant;

/** Something that those who follow a registry are told. */
public sealed interface RegistryEvent {

  /** Its number, by which a reader can go on later; it grows with each event. */
  long id();

  /** When it happened. */
  Instant at();

  /**
   * Something happened to an agent.
   *
   * @param id the event's number
   * @param at when it happened
   * @param kind what happened
   * @param agent the agent as it was then; a removed one as it was before
   */
  record OfAgent(long id, Instant at, EventKind kind, AgentRecord agent) implements RegistryEvent {}

  /**
   * An issue came into another state.
   *
   * @param id the event's number
   * @param at when it happened
   * @param issue the issue, in that state, with the agents that name it as they were when the event
   *     was read
   */
  record OfIssue(long id, Instant at, Issue issue) implements RegistryEvent {}

  /**
   * Events are missing here that are no longer kept: list again.
   *
   * @param id the number of the last of them
   * @param at when that was noticed
   */
  record Missed(long id, Instant at) implements RegistryEvent {}
}
