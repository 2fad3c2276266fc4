package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Heartbeat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** Heartbeats that go on: until this process is stopped, or while a command runs. */
final class HeartbeatRun {

  /** How many intervals may pass before an agent that goes on is stale. */
  private static final int BEATS_IN_TTL = 3;

  private final Shell shell;
  private final KeptRegistry registry;
  private final Heartbeat heartbeat;
  private final Duration interval;

  HeartbeatRun(Shell shell, KeptRegistry registry, Heartbeat heartbeat, Duration interval) {
    this.shell = shell;
    this.registry = registry;
    this.heartbeat = withTtl(heartbeat, interval);
    this.interval = interval;
  }

  /** Where it names no TTL and the default one would be too short, one that is long enough. */
  private static Heartbeat withTtl(Heartbeat heartbeat, Duration interval) {
    if (heartbeat.ttl().isPresent()) {
      if (heartbeat.ttl().get().compareTo(interval) <= 0) {
        throw CommandException.usage(
            "--ttl must be longer than --every, or the agent is stale before each heartbeat");
      }
      return heartbeat;
    }
    Duration needed = interval.multipliedBy(BEATS_IN_TTL);
    if (needed.compareTo(Agent.DEFAULT_TTL) <= 0) {
      return heartbeat;
    }
    Duration wholeSeconds = Duration.ofSeconds(needed.plusSeconds(1).minusNanos(1).toSeconds());
    return heartbeat.withTtl(
        wholeSeconds.compareTo(Heartbeat.MAX_TTL) > 0 ? Heartbeat.MAX_TTL : wholeSeconds);
  }

  /** Sends heartbeats until this process is told to stop; the first answer is shown. */
  int untilStopped(Presentation presentation) throws IOException {
    Heart heart = new Heart(shell, registry, heartbeat, interval, true);
    shell.surroundings().atShutdown().accept(heart::stop);
    heart.beat(
        record -> {
          presentation.agent(record);
          shell.out().flush();
        });
    return ExitCode.INTERRUPTED;
  }

  /** Runs a command, and sends heartbeats while it runs; returns its exit code. */
  int during(List<String> arguments) {
    WrappedCommand command = new WrappedCommand(shell, arguments);
    Heart heart = new Heart(shell, registry, heartbeat, interval, false);
    AtomicBoolean isOver = new AtomicBoolean();
    // Before it starts: there must be no moment in which a signal ends this process alone.
    shell
        .surroundings()
        .atShutdown()
        .accept(
            () -> {
              if (!isOver.get()) {
                endWith(command, heart);
              }
            });
    try {
      command.start(AgentId.derive(heartbeat.identity()).value());
      startThread(heart);
      OptionalInt exitCode = command.await();
      heart.stop();
      return exitCode.orElse(ExitCode.INTERRUPTED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } finally {
      isOver.set(true);
    }
  }

  /** It never keeps this process alive, and goes on while that is being shut down. */
  private void startThread(Heart heart) {
    Thread thread =
        new Thread(
            () -> {
              try {
                heart.beat(record -> {});
              } catch (IOException e) {
                shell.say("agents: " + Failure.of(e).line());
              }
            },
            "heartbeats");
    thread.setDaemon(true);
    thread.start();
  }

  /** As part of the shutdown: whatever the signal was, the exit code is the command's own. */
  private void endWith(WrappedCommand command, Heart heart) {
    try {
      OptionalInt exitCode = command.stop();
      if (exitCode.isPresent()) {
        heart.stop();
        shell.flushQuietly();
        Runtime.getRuntime().halt(exitCode.getAsInt());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
