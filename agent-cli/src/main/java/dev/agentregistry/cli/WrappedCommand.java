package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command that runs in the terminal and with the streams of this process. Thread-safe. */
final class WrappedCommand {

  private static final long LOOK_EVERY_MILLIS = 250;

  private final Shell shell;
  private final List<String> command;
  private @Nullable Process process;
  private boolean isCancelled;

  WrappedCommand(Shell shell, List<String> command) {
    this.shell = shell;
    this.command = command;
  }

  /**
   * Starts it, unless an end was wanted before.
   *
   * @param agentId what it finds in its environment
   * @throws CommandException if it cannot be started, with the exit code that shells have for it
   */
  synchronized void start(String agentId) {
    if (isCancelled) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("AGENT_REGISTRY_AGENT_ID", agentId);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw cannotStart(e);
    }
  }

  /** Waits for its end; returns its exit code, 128 and the signal's number where one ended it. */
  OptionalInt await() throws InterruptedException {
    Optional<Process> started = started();
    return started.isPresent() ? OptionalInt.of(started.get().waitFor()) : OptionalInt.empty();
  }

  /**
   * Passes on that an end is wanted, and waits for it. A Ctrl-C has reached the command already:
   * what that means to it is its own business.
   *
   * @return its exit code; empty where it was not started, and then it never will be
   */
  OptionalInt stop() throws InterruptedException {
    Optional<Process> started = startedOrCancelled();
    if (started.isEmpty()) {
      return OptionalInt.empty();
    }
    boolean isPassedOn = false;
    do {
      if (!isPassedOn && StopSignals.areMoreThanInterrupts()) {
        // By its handle: the process itself would close its streams too.
        started.get().toHandle().destroy();
        isPassedOn = true;
      }
    } while (!started.get().waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    return OptionalInt.of(started.get().exitValue());
  }

  private synchronized Optional<Process> started() {
    return Optional.ofNullable(process);
  }

  private synchronized Optional<Process> startedOrCancelled() {
    isCancelled = true;
    return started();
  }

  private CommandException cannotStart(IOException e) {
    String name = command.getFirst();
    return places(name).anyMatch(Files::exists)
        ? CommandException.notStarted(
            ExitCode.NOT_EXECUTABLE, "cannot run '" + name + "': it is there, but no program", e)
        : CommandException.notStarted(
            ExitCode.COMMAND_NOT_FOUND, "cannot run '" + name + "': there is no such command", e);
  }

  /** Where a command of this name is looked for. */
  private Stream<Path> places(String name) {
    if (name.contains("/")) {
      return Stream.of(shell.resolve(name));
    }
    return Stream.of(shell.variable("PATH").orElse("").split(":", -1))
        .map(folder -> shell.resolve(folder).resolve(name));
  }
}
