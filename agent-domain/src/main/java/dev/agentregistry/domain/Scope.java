package dev.agentregistry.domain;

/** What the holder of an access token may do. */
public enum Scope {
  /** Send heartbeats, and read. */
  AGENT,
  /** Read. */
  READ,
  /** Everything. */
  ADMIN;

  /**
   * Whether a token of this scope may do what needs that one: an admin all, an agent also read.
   *
   * @param needed the smallest scope for what is to be done
   */
  public boolean allows(Scope needed) {
    return this == ADMIN || this == needed || (this == AGENT && needed == READ);
  }
}
