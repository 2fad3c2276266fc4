package dev.agentregistry.domain;

/** The registry cannot answer: its store is busy, full, damaged, gone or out of reach. */
public final class RegistryUnavailableException extends AgentRegistryException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Makes the exception.
   *
   * @param message what is wrong and what to do about it, in one line
   * @param retryable whether the same request may succeed later without anybody's help
   */
  public RegistryUnavailableException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong and what to do about it, in one line
   * @param retryable whether the same request may succeed later without anybody's help
   * @param cause what the store's technology said
   */
  public RegistryUnavailableException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Whether the same request may succeed later without anybody's help. */
  public boolean isRetryable() {
    return retryable;
  }
}
