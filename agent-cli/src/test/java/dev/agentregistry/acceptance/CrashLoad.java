package dev.agentregistry.acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Many connections that ask a server without a pause, each until the server takes no more. */
final class CrashLoad {

  private static final int PATIENCE_SECONDS = 60;

  private final List<Future<?>> connections = new ArrayList<>();
  private final AtomicLong heartbeats = new AtomicLong();
  private final Semaphore answers = new Semaphore(0);

  private CrashLoad() {}

  static CrashLoad start(
      ExecutorService threads,
      int connections,
      ServerProcess server,
      JudgedAgents agents,
      Random seeds) {
    CrashLoad load = new CrashLoad();
    for (int i = 0; i < connections; i++) {
      int connection = i;
      Random random = new Random(seeds.nextLong());
      load.connections.add(
          threads.submit(() -> load.askUntilTheEnd(server, connection, agents, random)));
    }
    return load;
  }

  /** Waits for so many answers. */
  void awaitAnswers(int count) {
    try {
      boolean came = answers.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!came) {
        throw new AssertionError("the server does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until no connection asks any more.
   *
   * @return how many heartbeats were answered
   * @throws AssertionError if one of them was wrong
   */
  long awaitEnd() {
    try {
      for (Future<?> connection : connections) {
        connection.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      return heartbeats.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a connection still waits for an answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void askUntilTheEnd(
      ServerProcess server, int number, JudgedAgents agents, Random random) {
    try (HttpConnection connection = HttpConnection.to(server)) {
      try {
        while (true) {
          agents.choose(number, random).act(connection, random);
          answers.release();
        }
      } finally {
        heartbeats.addAndGet(connection.beats());
      }
    } catch (IOException theServerIsGone) {
      // As it has to come.
    }
  }
}
