package dev.agentregistry.domain;

/** The registry does not know the token that it was asked with, or that does not suffice. */
public final class AccessDeniedException extends AgentRegistryException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is missing and what to do about it, in one line
   */
  public AccessDeniedException(String message) {
    super(message);
  }
}
