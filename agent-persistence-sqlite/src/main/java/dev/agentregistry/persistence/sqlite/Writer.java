package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The one writer: a thread that takes all changes that wait, applies them in one transaction,
 * commits once, and then wakes their callers (group commit). While the disk is busy with one
 * commit, the next batch gathers.
 */
final class Writer implements AutoCloseable {

  private final DatabaseFile file;
  private final Optional<Object> fileKey;
  private final AgentTable table;
  private final ChangeQueue queue = new ChangeQueue();
  private final Thread thread;

  private Writer(DatabaseFile file, Optional<Object> fileKey, AgentTable table) {
    this.file = file;
    this.fileKey = fileKey;
    this.table = table;
    this.thread = new Thread(this::run, "agent-registry-writer");
    // Whoever forgets to close the store loses nothing that was answered, and can still exit.
    this.thread.setDaemon(true);
  }

  static Writer start(DatabaseFile file) {
    Optional<Object> fileKey = file.key();
    Writer writer = new Writer(file, fileKey, AgentTable.over(file));
    writer.thread.start();
    return writer;
  }

  /** Runs a change and waits until it is on disk. */
  <T> T write(Change.Step<T> step) {
    Change<T> change = new Change<>(step);
    return switch (queue.offer(change)) {
      case QUEUED -> change.await(file.failures());
      case FULL -> throw file.failures().overloaded();
      case CLOSED -> throw file.failures().closed();
    };
  }

  /** Takes nothing more, stores what is queued, and closes the file. Harmless when repeated. */
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
    try {
      table.close();
    } catch (SQLException e) {
      throw file.failures().translate(e);
    }
  }

  private void run() {
    List<Change<?>> batch = queue.take();
    while (!batch.isEmpty()) {
      store(batch);
      batch = queue.take();
    }
  }

  private void store(List<Change<?>> batch) {
    try {
      file.requireSame(fileKey);
      table.begin();
      for (Change<?> change : batch) {
        change.applyTo(table);
      }
      table.commit();
      // Again: it may have gone meanwhile, and what went with it must not be answered.
      file.requireSame(fileKey);
    } catch (SQLException e) {
      table.rollback();
      fail(batch, file.failures().translate(e));
      return;
    } catch (RegistryUnavailableException gone) {
      fail(batch, gone);
      return;
    } catch (Throwable unexpected) {
      // Whatever it is, nobody may wait forever, and the next batch gets its chance.
      table.rollback();
      fail(batch, file.failures().unexpected(unexpected));
      return;
    }
    batch.forEach(Change::committed);
  }

  private static void fail(List<Change<?>> batch, RegistryUnavailableException failure) {
    batch.forEach(change -> change.failed(failure));
  }
}
