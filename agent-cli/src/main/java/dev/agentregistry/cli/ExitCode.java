package dev.agentregistry.cli;

/** What a run's exit code says; part of the command line's contract. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** Refused for safety; nothing was changed. */
  static final int REFUSED = 3;

  static final int NOT_FOUND = 4;

  /** A check did not hold. */
  static final int CHECK_FAILED = 5;

  /** As shells have it for a command that is there but cannot be run. */
  static final int NOT_EXECUTABLE = 126;

  /** As shells have it for a command that is not there. */
  static final int COMMAND_NOT_FOUND = 127;

  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
