package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentRegistryException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A change that waits for the writer, and its caller with it. The writer applies it, then commits,
 * and only then wakes the caller.
 */
final class Change<T> {

  private final Optional<AgentId> agent;
  private final Step<T> step;
  private final long queuedAt = System.nanoTime();
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private Runnable wake = () -> {};

  /**
   * Makes a change.
   *
   * @param agent the one agent that it is about, if it is
   * @param step what it does
   */
  Change(Optional<AgentId> agent, Step<T> step) {
    this.agent = agent;
    this.step = step;
  }

  Optional<AgentId> agent() {
    return agent;
  }

  /** Since when it waits, by {@link System#nanoTime}. */
  long queuedAt() {
    return queuedAt;
  }

  /** What the change does to the table. */
  interface Step<T> {
    T applyTo(AgentTable table) throws SQLException;
  }

  /**
   * Applies the change inside the writer's transaction. A rule that refuses, or is broken, fails
   * this change alone: nothing is written for it yet. So does a row that cannot be read.
   *
   * @throws SQLException if the database failed; then the whole transaction did
   */
  void applyTo(AgentTable table) throws SQLException {
    try {
      T result = step.applyTo(table);
      wake = () -> answer.complete(result);
    } catch (AgentRegistryException refused) {
      wake = () -> answer.completeExceptionally(refused);
    } catch (RuntimeException | Error broken) {
      if (agent.isEmpty()) {
        // A change of many agents writes as it goes.
        throw broken;
      }
      wake = () -> answer.completeExceptionally(broken);
    }
  }

  /** Tells the caller how it ended, once it is on disk. */
  void committed() {
    wake.run();
  }

  /** Tells the caller that nothing was stored. */
  void failed(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }

  /** Waits for the writer. */
  T await(Failures failures) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) Objects.requireNonNull(e.getCause());
    }
  }
}
