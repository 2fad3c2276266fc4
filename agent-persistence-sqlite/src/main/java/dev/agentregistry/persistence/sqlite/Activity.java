package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.StoreActivity;
import java.util.List;

/** Tells what the writer does. Thread-safe. */
final class Activity implements StoreActivity {

  private final ChangeQueue queue;
  private final DatabaseFile file;
  private volatile CommitWatcher watcher = CommitWatcher.NOBODY;

  Activity(ChangeQueue queue, DatabaseFile file) {
    this.queue = queue;
    this.file = file;
  }

  @Override
  public long waitingChanges() {
    return queue.size();
  }

  @Override
  public long logBytes() {
    return file.logBytes();
  }

  @Override
  public void tell(CommitWatcher newWatcher) {
    watcher = newWatcher;
  }

  /**
   * Called by the writer after a commit.
   *
   * @param batch what was in it
   * @param begun when the writer took it up, by {@link System#nanoTime}
   * @param ended when it was on disk, by the same clock
   */
  void committed(List<Change<?>> batch, long begun, long ended) {
    CommitWatcher told = watcher;
    for (Change<?> change : batch) {
      told.waited(begun - change.queuedAt());
    }
    told.committed(batch.size(), ended - begun);
  }
}
