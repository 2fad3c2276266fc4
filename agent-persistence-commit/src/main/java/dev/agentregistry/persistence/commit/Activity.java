package dev.agentregistry.persistence.commit;

import dev.agentregistry.domain.StoreActivity;
import java.util.List;

/** Tells what the committing thread does. Thread-safe. */
final class Activity<T> implements StoreActivity {

  private final ChangeQueue<T> queue;
  private final BatchStore<T> store;
  private volatile CommitWatcher watcher = CommitWatcher.NOBODY;

  Activity(ChangeQueue<T> queue, BatchStore<T> store) {
    this.queue = queue;
    this.store = store;
  }

  @Override
  public long waitingChanges() {
    return queue.size();
  }

  @Override
  public long logBytes() {
    return store.logBytes();
  }

  @Override
  public void tell(CommitWatcher newWatcher) {
    watcher = newWatcher;
  }

  /**
   * Called by the committing thread after a commit.
   *
   * @param batch what was in it
   * @param begun when the thread took it up, by {@link System#nanoTime}
   * @param ended when it was stored, by the same clock
   */
  void committed(List<Change<T, ?>> batch, long begun, long ended) {
    CommitWatcher told = watcher;
    for (Change<T, ?> change : batch) {
      told.waited(begun - change.queuedAt());
    }
    told.committed(batch.size(), ended - begun);
  }
}
