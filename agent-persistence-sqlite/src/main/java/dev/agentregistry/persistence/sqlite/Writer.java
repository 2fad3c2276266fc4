package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The one writer: a thread that takes all changes that wait, applies them in one transaction,
 * commits once, and then wakes their callers (group commit). While the disk is busy with one
 * commit, the next batch gathers.
 */
final class Writer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Writer.class.getName());

  /** After this quiet a long journal is folded. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration FOREVER = Duration.ofDays(1);

  /** A shorter journal costs readers nothing. */
  private static final int SHORT_JOURNAL = 1_000;

  private final DatabaseFile file;
  private final WriteLimits limits;
  private final Optional<Object> fileKey;
  private final AgentTable table;
  private final Checkpointer checkpointer;
  private final ChangeQueue queue = new ChangeQueue();
  private final Thread thread;

  private Writer(
      DatabaseFile file, Optional<Object> fileKey, AgentTable table, WriteLimits limits) {
    this.file = file;
    this.limits = limits;
    this.fileKey = fileKey;
    this.table = table;
    this.checkpointer = new Checkpointer(file.connections(), limits.checkpointPages());
    this.thread = new Thread(this::run, "agent-registry-writer");
    // Whoever forgets to close the store loses nothing that was answered, and can still exit.
    this.thread.setDaemon(true);
  }

  static Writer start(DatabaseFile file, WriteLimits limits) {
    Optional<Object> fileKey = file.key();
    Writer writer = new Writer(file, fileKey, AgentTable.over(file, limits), limits);
    writer.thread.start();
    return writer;
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
    while (!queue.isDone()) {
      List<Change<?>> batch = queue.take(table.journalLength() > SHORT_JOURNAL ? QUIET : FOREVER);
      if (!batch.isEmpty()) {
        store(batch);
      } else if (!queue.isDone()) {
        foldWhile(queue::isEmpty);
      }
    }
    if (table.journalLength() <= SHORT_JOURNAL || table.hasAppended(SHORT_JOURNAL)) {
      foldWhile(() -> true);
    }
  }

  /** Whatever happens, nobody may wait forever, and the next batch gets its chance. */
  private void store(List<Change<?>> batch) {
    try {
      commitOrMakeRoom(batch);
      batch.forEach(Change::committed);
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

  /** Folds the journal. Where that fails nothing is lost: what is not folded is in the journal. */
  private void foldWhile(BooleanSupplier wanted) {
    try {
      file.requireSame(fileKey);
      boolean more = table.hasUnfolded();
      while (more && wanted.getAsBoolean()) {
        more = table.foldStep();
        lookAfterLog(limits.foldStep());
      }
    } catch (SQLException | RuntimeException | Error later) {
      table.rollback();
    }
  }

  private static void fail(List<Change<?>> batch, RegistryUnavailableException failure) {
    batch.forEach(change -> change.failed(failure));
  }
}
