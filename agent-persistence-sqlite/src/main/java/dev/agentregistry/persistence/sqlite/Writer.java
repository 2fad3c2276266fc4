package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.StoreActivity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The one writer: a thread that takes all changes that wait, applies them in one transaction,
 * commits once, and then wakes their callers (group commit). While the disk is busy with one
 * commit, the next batch gathers.
 */
final class Writer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Writer.class.getName());

  private final DatabaseFile file;
  private final Optional<Object> fileKey;
  private final AgentTable table;
  private final Checkpointer checkpointer;
  private final ChangeQueue queue = new ChangeQueue();
  private final Activity activity;
  private final Thread thread;

  private Writer(
      DatabaseFile file, Optional<Object> fileKey, AgentTable table, int checkpointPages) {
    this.file = file;
    this.fileKey = fileKey;
    this.table = table;
    this.checkpointer = new Checkpointer(file.connections(), checkpointPages);
    this.activity = new Activity(queue, file);
    this.thread = new Thread(this::run, "agent-registry-writer");
    // Whoever forgets to close the store loses nothing that was answered, and can still exit.
    this.thread.setDaemon(true);
  }

  /**
   * Starts one.
   *
   * @param file the database, which has to be prepared
   * @param checkpointPages how long the write-ahead log gets before it is folded into the file
   */
  static Writer start(DatabaseFile file, int checkpointPages) {
    Optional<Object> fileKey = file.key();
    Writer writer = new Writer(file, fileKey, AgentTable.over(file), checkpointPages);
    writer.thread.start();
    return writer;
  }

  /** What it does, for who watches it. */
  StoreActivity activity() {
    return activity;
  }

  /** Runs a change of one agent and waits until it is on disk. */
  <T> T write(AgentId agent, Change.Step<T> step) {
    return write(new Change<>(Optional.of(agent), step));
  }

  /** Runs a change of many agents and waits until it is on disk. */
  <T> T write(Change.Step<T> step) {
    return write(new Change<>(Optional.empty(), step));
  }

  private <T> T write(Change<T> change) {
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
    checkpointer.close();
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

  /** Whatever happens, nobody may wait forever, and the next batch gets its chance. */
  private void store(List<Change<?>> batch) {
    long begun = System.nanoTime();
    try {
      commitOrMakeRoom(batch);
      long ended = System.nanoTime();
      batch.forEach(Change::committed);
      activity.committed(batch, begun, ended);
      lookAfterLog(batch.size());
    } catch (Throwable failure) {
      table.rollback();
      fail(batch, file.failures().of(failure));
    }
  }

  private void commitOrMakeRoom(List<Change<?>> batch) throws SQLException {
    try {
      commit(batch);
    } catch (SQLException e) {
      if (!Failures.isFull(e)) {
        throw e;
      }
      table.rollback();
      // Perhaps it is the log that fills the disk. Changes may be made again: they are pure.
      table.checkpoint(Checkpointer.PASSIVE);
      commit(batch);
    }
  }

  private void commit(List<Change<?>> batch) throws SQLException {
    file.requireSame(fileKey);
    table.begin(batch.stream().map(Change::agent).flatMap(Optional::stream).toList());
    for (Change<?> change : batch) {
      if (change.agent().isEmpty()) {
        table.flush();
      }
      change.applyTo(table);
    }
    table.commit();
    // Again: it may have gone meanwhile, and what went with it must not be answered.
    file.requireSame(fileKey);
  }

  /** Where that fails the log just grows on: the next commit looks again. */
  private void lookAfterLog(int changes) {
    try {
      checkpointer.committed(changes);
      checkpointer.forTheWriter().ifPresent(table::checkpoint);
    } catch (RuntimeException | Error noThread) {
      LOG.log(Level.WARNING, "the log of the database could not be looked after: " + noThread);
    }
  }

  private static void fail(List<Change<?>> batch, RegistryUnavailableException failure) {
    batch.forEach(change -> change.failed(failure));
  }
}
