package dev.agentregistry.cli;

/** What a run's exit code says; part of the command line's contract. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** Refused for safety; nothing was changed. */
  static final int REFUSED = 3;

  static final int NOT_FOUND = 4;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
