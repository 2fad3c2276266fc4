package dev.agentregistry.persistence.commit;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentRegistryException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits to be stored, and its caller with it. The store applies it, then commits, and
 * only then the caller is woken. Stores meet it on the committing thread alone.
 *
 * @param <T> what it is applied to
 * @param <R> what its caller gets
 */
public final class Change<T, R> {

  private final Optional<AgentId> agent;
  private final Step<T, R> step;
  private final long queuedAt = System.nanoTime();
  private final CompletableFuture<R> answer = new CompletableFuture<>();
  private @Nullable Runnable wake;

  /**
   * Makes a change.
   *
   * @param agent the one agent that it is about, if it is
   * @param step what it does
   */
  Change(Optional<AgentId> agent, Step<T, R> step) {
    this.agent = agent;
    this.step = step;
  }

  /**
   * What a change does inside the transaction. It may be run again, and has to do the same then; it
   * refuses with an {@link AgentRegistryException} before it has written anything.
   *
   * @param <T> what it is applied to
   * @param <R> what its caller gets
   */
  public interface Step<T, R> {

    /**
     * Does it.
     *
     * @throws SQLException if the database failed
     */
    R applyTo(T table) throws SQLException;
  }

  /** The one agent that it is about; empty where it is about many, or something else. */
  public Optional<AgentId> agent() {
    return agent;
  }

  /**
   * Applies the change inside the store's transaction. A rule that refuses, or is broken, fails
   * this change alone: nothing is written for it yet. So does a row that cannot be read. Where it
   * is applied again, the last outcome is the one that its caller is told.
   *
   * @throws SQLException if the database failed; then the whole transaction did
   * @throws RuntimeException if a step broke that is not about one agent; then the whole
   *     transaction has to be rolled back, too
   */
  public void applyTo(T table) throws SQLException {
    try {
      R result = step.applyTo(table);
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

  /** Since when it waits, by {@link System#nanoTime}. */
  long queuedAt() {
    return queuedAt;
  }

  /** Tells the caller how it ended, once it is stored. */
  void committed() {
    Runnable applied = wake;
    if (applied == null) {
      // Better an error than a caller that waits forever.
      failed(new IllegalStateException("the store committed without this change"));
    } else {
      applied.run();
    }
  }

  /** Tells the caller that nothing was stored. */
  void failed(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }

  /** Waits for the committing thread. */
  R await(BatchStore<T> store) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw store.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) Objects.requireNonNull(e.getCause());
    }
  }
}
