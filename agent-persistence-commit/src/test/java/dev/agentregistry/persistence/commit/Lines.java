package dev.agentregistry.persistence.commit;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store of lines in memory, with the transactions and the moods of a database. */
final class Lines implements BatchStore<List<String>> {

  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final List<Integer> toldCommits = new CopyOnWriteArrayList<>();
  final AtomicInteger closed = new AtomicInteger();
  private volatile List<String> stored = List.of();
  private volatile int attempts = 1;
  private volatile @Nullable Throwable fault;
  private volatile boolean forgetful;

  List<String> stored() {
    return stored;
  }

  /** From now on it applies each batch so many times. */
  void needAttempts(int number) {
    attempts = number;
  }

  /** From now on each commit fails with this; with none, it works again. */
  void failWith(@Nullable Throwable newFault) {
    fault = newFault;
  }

  /** From now on it commits without applying anything. */
  void forgetToApply() {
    forgetful = true;
  }

  @Override
  public void store(List<Change<List<String>, ?>> batch) throws SQLException {
    List<String> table = List.of();
    for (int attempt = 0; attempt < attempts; attempt++) {
      table = new ArrayList<>(stored);
      for (Change<List<String>, ?> change :
          forgetful ? List.<Change<List<String>, ?>>of() : batch) {
        change.applyTo(table);
      }
    }
    throwFault();
    stored = List.copyOf(table);
    batches.add(batch.size());
  }

  private void throwFault() throws SQLException {
    Throwable thrown = fault;
    if (thrown instanceof SQLException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  @Override
  public void committed(int changes) {
    toldCommits.add(changes);
  }

  @Override
  public long logBytes() {
    return 4_096;
  }

  @Override
  public RegistryUnavailableException failure(Throwable cause) {
    return new RegistryUnavailableException("not stored", true, cause);
  }

  @Override
  public RegistryUnavailableException overloaded() {
    return new RegistryUnavailableException("overloaded", true);
  }

  @Override
  public RegistryUnavailableException closed() {
    return new RegistryUnavailableException("closed", false);
  }

  @Override
  public RegistryUnavailableException interrupted(InterruptedException cause) {
    return new RegistryUnavailableException("interrupted", true, cause);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
