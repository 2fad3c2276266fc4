package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Heartbeat;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends heartbeats on one thread until another one stops it, and then says goodbye. */
final class Heart {

  /** How long a goodbye may keep the end waiting. */
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(3);

  private static final AgentStatus OFFLINE = new AgentStatus("offline");

  /** Takes the record that the first heartbeat made. */
  interface FirstAnswer {
    void show(AgentRecord record) throws IOException;
  }

  private final Shell shell;
  private final KeptRegistry registry;
  private final Heartbeat heartbeat;
  private final boolean endsWhereRefused;
  private final Pulse pulse;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Prepares; nothing is sent yet.
   *
   * @param interval the time between two heartbeats
   * @param endsWhereRefused whether a refusal that waiting does not mend, before anything was ever
   *     taken, is thrown rather than told
   */
  Heart(
      Shell shell,
      KeptRegistry registry,
      Heartbeat heartbeat,
      Duration interval,
      boolean endsWhereRefused) {
    this.shell = shell;
    this.registry = registry;
    this.heartbeat = heartbeat;
    this.endsWhereRefused = endsWhereRefused;
    this.pulse = new Pulse(interval, ThreadLocalRandom.current()::nextDouble, now());
  }

  /**
   * Sends heartbeats until {@link #stop}, one at least, so that whoever ran was heard of; returns
   * after the goodbye.
   */
  void beat(FirstAnswer first) throws IOException {
    try {
      send(first);
      while (!isStoppedWithin(pulse.pause(now()))) {
        if (pulse.pause(now()).isZero()) {
          send(first);
        }
      }
      sayGoodbye();
    } finally {
      registry.close();
      ended.countDown();
    }
  }

  /**
   * Stops it and waits for the goodbye, but not for long; where it is stopped already, does
   * nothing.
   */
  synchronized void stop() {
    if (stopping.getCount() == 0) {
      return;
    }
    stopping.countDown();
    try {
      if (!ended.await(GOODBYE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        shell.say("agents: the registry did not answer the goodbye in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStoppedWithin(Duration pause) {
    try {
      return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void send(FirstAnswer first) throws IOException {
    boolean isFirst = !pulse.hasAnswered();
    AgentRecord record;
    try {
      record = registry.ask(asked -> asked.heartbeat(heartbeat));
    } catch (IOException | RuntimeException e) {
      boolean mayMend = KeptRegistry.isMendedByWaiting(e);
      if (isFirst && endsWhereRefused && !mayMend) {
        throw e;
      }
      pulse.failed(now(), Failure.of(e).line(), mayMend).ifPresent(shell::say);
      return;
    }
    pulse.answered(now()).ifPresent(shell::say);
    if (isFirst) {
      first.show(record);
    }
  }

  /** Nobody waits for the goodbye of one that never came. */
  private void sayGoodbye() {
    if (!pulse.hasAnswered()) {
      return;
    }
    try {
      registry.ask(asked -> asked.heartbeat(heartbeat.withStatus(OFFLINE)));
    } catch (IOException | RuntimeException e) {
      if (!pulse.isLost()) {
        shell.say("agents: could not say goodbye (%s)".formatted(Failure.of(e).line()));
      }
    }
  }

  private Pulse.Moment now() {
    return new Pulse.Moment(shell.now(), System.nanoTime());
  }
}
