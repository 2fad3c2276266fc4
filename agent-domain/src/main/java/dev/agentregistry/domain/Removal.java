package dev.agentregistry.domain;

/** How an attempt to remove one agent ended. */
public enum Removal {
  /** The agent was there and is gone. */
  REMOVED,
  /** There was no such agent. */
  UNKNOWN,
  /** The agent is there, but no longer as the condition wants it; nothing was removed. */
  CHANGED
}
