package dev.agentregistry.cli;

/** A command ends here: one line that says what is wrong and what to do next, and an exit code. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  /** Something outside is not as it should be. */
  static CommandException failed(String line) {
    return new CommandException(ExitCode.FAILED, line);
  }

  /** The same, with what caused it, for {@code --verbose}. */
  static CommandException failed(String line, Throwable cause) {
    CommandException failed = failed(line);
    failed.initCause(cause);
    return failed;
  }

  /** The command was called in a wrong way. */
  static CommandException usage(String line) {
    return new CommandException(ExitCode.USAGE, line);
  }

  /** The command was refused for safety, and changed nothing. */
  static CommandException refused(String line) {
    return new CommandException(ExitCode.REFUSED, line);
  }

  /** Something that the command was given is not there. */
  static CommandException notFound(String line) {
    return new CommandException(ExitCode.NOT_FOUND, line);
  }

  /** A command that was to be run could not be started. */
  static CommandException notStarted(int exitCode, String line, Throwable cause) {
    CommandException notStarted = new CommandException(exitCode, line);
    notStarted.initCause(cause);
    return notStarted;
  }

  int exitCode() {
    return exitCode;
  }
}
