package dev.agentregistry.domain;

/**
 * A heartbeat comes from an identity whose ID already belongs to another one. Nothing was changed.
 */
public final class AgentIdCollisionException extends AgentRegistryException {

  private static final long serialVersionUID = 1L;

  private final transient AgentId id;
  private final transient AgentIdentity stored;
  private final transient AgentIdentity refused;

  /**
   * Makes the exception.
   *
   * @param id the ID that both derive
   * @param stored the identity that has it
   * @param refused the identity that wanted it
   */
  public AgentIdCollisionException(AgentId id, AgentIdentity stored, AgentIdentity refused) {
    super(
        "%s already belongs to %s, and %s derives the same ID: give one of the two another path"
            .formatted(id, quote(stored), quote(refused)));
    this.id = id;
    this.stored = stored;
    this.refused = refused;
  }

  /** The ID that both derive. */
  public AgentId id() {
    return id;
  }

  /** The identity that has the ID. */
  public AgentIdentity stored() {
    return stored;
  }

  /** The identity that wanted it. */
  public AgentIdentity refused() {
    return refused;
  }

  // Each part in quotes: where a ':' inside a part made the texts equal, only this shows it.
  private static String quote(AgentIdentity identity) {
    return "'%s' '%s' '%s'"
        .formatted(identity.hostname(), identity.machineAddress(), identity.repoPath());
  }
}
