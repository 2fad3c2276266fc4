package dev.agentregistry.domain;

/**
 * The root of all that a registry throws; each leaf says what happened. The family is closed, so
 * that an outer face can turn each into its answer in one place. Absence is no failure and is told
 * by {@link java.util.Optional} or {@code boolean}.
 */
public abstract sealed class AgentRegistryException extends RuntimeException
    permits AccessDeniedException,
        AgentIdCollisionException,
        InvalidHeartbeatException,
        PruneTooLargeException,
        RegistryUnavailableException {

  private static final long serialVersionUID = 1L;

  AgentRegistryException(String message) {
    super(message);
  }

  AgentRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
