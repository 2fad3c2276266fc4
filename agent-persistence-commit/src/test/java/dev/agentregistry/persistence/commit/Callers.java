package dev.agentregistry.persistence.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Those who write lines, each on a thread of its own. */
final class Callers {

  static final AgentId AGENT =
      AgentId.derive(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker"));

  private Callers() {}

  static <R> Future<R> start(Callable<R> work) {
    FutureTask<R> started = new FutureTask<>(work);
    Thread thread = new Thread(started, "caller");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  /** Has a line written; the caller gets its number. */
  static int write(GroupCommit<List<String>> commits, String line) {
    return commits.write(AGENT, table -> add(table, line));
  }

  static int add(List<String> table, String line) {
    table.add(line);
    return table.size();
  }

  /** Looks until it is so; a test that takes too long is interrupted. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("it did not come to that");
      }
      Thread.onSpinWait();
    }
  }

  static RegistryUnavailableException refusal(ThrowingCallable call) {
    RegistryUnavailableException refusal =
        catchThrowableOfType(RegistryUnavailableException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  /** A change that keeps the committing thread until it is released. */
  static final class Held {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final GroupCommit<List<String>> commits;
    final Future<Integer> answer;

    private Held(GroupCommit<List<String>> commits) {
      this.commits = commits;
      this.answer = start(() -> commits.write(AGENT, this::applyTo));
    }

    static Held in(GroupCommit<List<String>> commits) throws InterruptedException {
      Held held = new Held(commits);
      held.reached.await();
      return held;
    }

    private int applyTo(List<String> table) {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return add(table, "held");
    }

    /** Starts writers one after the other, so that they wait in this order behind it. */
    List<Future<Integer>> queue(List<? extends Callable<Integer>> writers) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (Callable<Integer> writer : writers) {
        long waiting = commits.activity().waitingChanges();
        answers.add(start(writer));
        await(() -> commits.activity().waitingChanges() > waiting);
      }
      return answers;
    }

    void release() {
      released.countDown();
    }
  }
}
