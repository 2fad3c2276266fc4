package dev.agentregistry.cli;

import dev.agentregistry.domain.AccessDeniedException;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.HeartbeatField;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.PruneTooLargeException;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * How a failure ends a run: a line and an exit code, here and nowhere else.
 *
 * @param exitCode the exit code
 * @param line what is wrong and what to do next
 */
record Failure(int exitCode, String line) {

  /** What a failure means. Absurd ones are ours: then the line asks for the details. */
  static Failure of(Exception failure) {
    return switch (failure) {
      case CommandException e -> new Failure(e.exitCode(), message(e));
      case AgentRegistryException e -> of(e);
      case StandardOutput.Failure e -> new Failure(ExitCode.FAILED, message(e));
      case IOException e -> new Failure(ExitCode.FAILED, Reason.of(e));
      case IllegalArgumentException e -> new Failure(ExitCode.USAGE, message(e));
      default ->
          new Failure(
              ExitCode.FAILED,
              "this is a fault of the program: %s; --verbose shows the details".formatted(failure));
    };
  }

  private static Failure of(AgentRegistryException failure) {
    return switch (failure) {
      case InvalidHeartbeatException e -> new Failure(ExitCode.USAGE, byOption(e));
      case AgentIdCollisionException e -> new Failure(ExitCode.REFUSED, message(e));
      case PruneTooLargeException e ->
          new Failure(
              ExitCode.REFUSED,
              ("%d of %d agents would go, more than half, so nothing was removed:"
                      + " check --older-than, or add --force")
                  .formatted(e.matched(), e.total()));
      case AccessDeniedException e -> new Failure(ExitCode.FAILED, message(e));
      case RegistryUnavailableException e -> new Failure(ExitCode.FAILED, message(e));
    };
  }

  private static String byOption(InvalidHeartbeatException invalid) {
    return invalid.violations().stream()
        .map(violation -> option(violation.field()) + " " + violation.message())
        .collect(Collectors.joining("; "));
  }

  /** The option that a field of a heartbeat comes from. */
  private static String option(HeartbeatField field) {
    return switch (field) {
      case HOSTNAME -> "--hostname";
      case MACHINE_ADDRESS -> "--address";
      case REPO_PATH -> "--repo";
      case STATUS -> "--status";
      case ISSUE_IDS -> "--issue";
      case CAPABILITIES -> "--capability";
      case TTL -> "--ttl";
    };
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
