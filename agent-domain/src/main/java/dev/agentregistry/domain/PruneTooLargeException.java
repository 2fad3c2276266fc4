package dev.agentregistry.domain;

/**
 * A prune would have removed more than half of all agents, and more than 10. Nothing was removed.
 */
public final class PruneTooLargeException extends AgentRegistryException {

  private static final long serialVersionUID = 1L;

  private final long matched;
  private final long total;

  /**
   * Makes the exception.
   *
   * @param matched how many agents the prune would have removed
   * @param total how many agents there are
   */
  public PruneTooLargeException(long matched, long total) {
    super(
        ("would remove %d of %d agents, more than half, so nothing was removed: check the cut-off,"
                + " or force it")
            .formatted(matched, total));
    this.matched = matched;
    this.total = total;
  }

  /** How many agents the prune would have removed. */
  public long matched() {
    return matched;
  }

  /** How many agents there are. */
  public long total() {
    return total;
  }
}
