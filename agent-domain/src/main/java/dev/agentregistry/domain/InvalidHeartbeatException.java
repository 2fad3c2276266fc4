package dev.agentregistry.domain;

import java.util.List;
import java.util.stream.Collectors;

/** A heartbeat breaks rules; all of them are told, field by field. */
public final class InvalidHeartbeatException extends AgentRegistryException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * Makes the exception.
   *
   * @param violations what is wrong: at least one
   */
  public InvalidHeartbeatException(List<Violation> violations) {
    super(describe(violations));
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, in the order of the fields. */
  public List<Violation> violations() {
    return violations;
  }

  private static String describe(List<Violation> violations) {
    return violations.stream()
        .map(violation -> violation.field() + " " + violation.message())
        .collect(Collectors.joining("; "));
  }
}
