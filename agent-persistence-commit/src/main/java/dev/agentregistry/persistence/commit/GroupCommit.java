package dev.agentregistry.persistence.commit;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.StoreActivity;
import java.util.List;
import java.util.Optional;

/**
 * Group commit: one thread takes all changes that wait, has them stored together, and only then
 * wakes their callers. While the store is busy with one batch, the next gathers. Thread-safe.
 *
 * @param <T> what changes are applied to
 */
public final class GroupCommit<T> implements AutoCloseable {

  private final BatchStore<T> store;
  private final ChangeQueue<T> queue = new ChangeQueue<>();
  private final Activity<T> activity;
  private final Thread thread;

  private GroupCommit(String threadName, BatchStore<T> store) {
    this.store = store;
    this.activity = new Activity<>(queue, store);
    this.thread = new Thread(this::run, threadName);
    // Whoever forgets to close the store loses nothing that was answered, and can still exit.
    this.thread.setDaemon(true);
  }

  /**
   * Starts one.
   *
   * @param threadName what the committing thread is called
   * @param store where batches go; it is closed with this
   */
  public static <T> GroupCommit<T> start(String threadName, BatchStore<T> store) {
    GroupCommit<T> started = new GroupCommit<>(threadName, store);
    started.thread.start();
    return started;
  }

  /** What it does, for who watches it. */
  public StoreActivity activity() {
    return activity;
  }

  /**
   * Runs a change of one agent and waits until it is stored. What the step throws reaches the
   * caller as itself, and fails this change alone.
   *
   * @throws RegistryUnavailableException if it could not be stored, or nobody knows whether it was;
   *     at once, if 20,000 changes wait already or this is closed
   */
  public <R> R write(AgentId agent, Change.Step<T, R> step) {
    return write(new Change<>(Optional.of(agent), step));
  }

  /**
   * Runs a change of many agents, or of something else, and waits until it is stored. Such a step
   * may write as it goes: if it breaks, the whole batch fails with it.
   *
   * @throws RegistryUnavailableException as {@link #write(AgentId, Change.Step)} does
   */
  public <R> R write(Change.Step<T, R> step) {
    return write(new Change<>(Optional.empty(), step));
  }

  private <R> R write(Change<T, R> change) {
    return switch (queue.offer(change)) {
      case QUEUED -> change.await(store);
      case FULL -> throw store.overloaded();
      case CLOSED -> throw store.closed();
    };
  }

  /** Takes nothing more, stores what is queued, and closes the store. Harmless when repeated. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // What was taken in has to be stored first.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private void run() {
    List<Change<T, ?>> batch = queue.take();
    while (!batch.isEmpty()) {
      store(batch);
      batch = queue.take();
    }
  }

  /** Whatever happens, nobody may wait forever, and the next batch gets its chance. */
  private void store(List<Change<T, ?>> batch) {
    long begun = System.nanoTime();
    try {
      store.store(batch);
      long ended = System.nanoTime();
      batch.forEach(Change::committed);
      activity.committed(batch, begun, ended);
      store.committed(batch.size());
    } catch (Throwable failure) {
      fail(batch, store.failure(failure));
    }
  }

  private static <T> void fail(List<Change<T, ?>> batch, RegistryUnavailableException failure) {
    batch.forEach(change -> change.failed(failure));
  }
}
