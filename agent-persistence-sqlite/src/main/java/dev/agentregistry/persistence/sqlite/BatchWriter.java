package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.commit.BatchStore;
import dev.agentregistry.persistence.commit.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes batches of changes into the file, each in one transaction, and looks after its log. */
final class BatchWriter implements BatchStore<AgentTable> {

  private static final Logger LOG = System.getLogger(BatchWriter.class.getName());

  private final DatabaseFile file;
  private final Optional<Object> fileKey;
  private final AgentTable table;
  private final Checkpointer checkpointer;

  private BatchWriter(
      DatabaseFile file, Optional<Object> fileKey, AgentTable table, int checkpointPages) {
    this.file = file;
    this.fileKey = fileKey;
    this.table = table;
    this.checkpointer = new Checkpointer(file.connections(), checkpointPages);
  }

  /**
   * Opens the file for it.
   *
   * @param file the database, which has to be prepared
   * @param checkpointPages how long the write-ahead log gets before it is folded into the file
   */
  static BatchWriter open(DatabaseFile file, int checkpointPages) {
    Optional<Object> fileKey = file.key();
    return new BatchWriter(file, fileKey, AgentTable.over(file), checkpointPages);
  }

  @Override
  public void store(List<Change<AgentTable, ?>> batch) throws SQLException {
    try {
      commitOrMakeRoom(batch);
    } catch (Throwable failure) {
      table.rollback();
      throw failure;
    }
  }

  private void commitOrMakeRoom(List<Change<AgentTable, ?>> batch) throws SQLException {
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

  private void commit(List<Change<AgentTable, ?>> batch) throws SQLException {
    file.requireSame(fileKey);
    table.begin(batch.stream().map(Change::agent).flatMap(Optional::stream).toList());
    for (Change<AgentTable, ?> change : batch) {
      if (change.agent().isEmpty()) {
        table.flush();
      }
      change.applyTo(table);
    }
    table.commit();
    // Again: it may have gone meanwhile, and what went with it must not be answered.
    file.requireSame(fileKey);
  }

  /** Looks after the log. Where that fails it just grows on: the next commit looks again. */
  @Override
  public void committed(int changes) {
    try {
      checkpointer.committed(changes);
      checkpointer.forTheWriter().ifPresent(table::checkpoint);
    } catch (RuntimeException | Error noThread) {
      LOG.log(Level.WARNING, "the log of the database could not be looked after: " + noThread);
    }
  }

  @Override
  public long logBytes() {
    return file.logBytes();
  }

  @Override
  public RegistryUnavailableException failure(Throwable cause) {
    return file.failures().of(cause);
  }

  @Override
  public RegistryUnavailableException overloaded() {
    return file.failures().overloaded();
  }

  @Override
  public RegistryUnavailableException closed() {
    return file.failures().closed();
  }

  @Override
  public RegistryUnavailableException interrupted(InterruptedException cause) {
    return file.failures().interrupted(cause);
  }

  @Override
  public void close() {
    checkpointer.close();
    try {
      table.close();
    } catch (SQLException e) {
      throw file.failures().translate(e);
    }
  }
}
