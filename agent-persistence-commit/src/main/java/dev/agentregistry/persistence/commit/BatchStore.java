package dev.agentregistry.persistence.commit;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.SQLException;
import java.util.List;

/**
 * What a store does for its {@link GroupCommit}, and its words for what goes wrong. {@link #store}
 * and {@link #committed} are called by the committing thread alone, the rest by any.
 *
 * @param <T> what changes are applied to
 */
public interface BatchStore<T> extends AutoCloseable {

  /**
   * Applies each change, in this order, in one transaction, and commits. It may begin anew and
   * apply all of them again. Whatever it throws, none of them is taken for stored: it has rolled
   * back itself by then.
   *
   * @param batch 1 to 1,000 changes
   * @throws SQLException if the database failed
   */
  void store(List<Change<T, ?>> batch) throws SQLException;

  /**
   * Is told after each commit, when its callers are awake; the next batch waits for it. Never
   * throws.
   *
   * @param changes how many there were, 1 or more
   */
  default void committed(int changes) {}

  /** As {@link dev.agentregistry.domain.StoreActivity#logBytes} says; 0 where there is no log. */
  default long logBytes() {
    return 0;
  }

  /** In words: what kept a batch from being stored. Never throws. */
  RegistryUnavailableException failure(Throwable cause);

  /** In words: too many changes wait already. */
  RegistryUnavailableException overloaded();

  /** In words: the store is closed. */
  RegistryUnavailableException closed();

  /** In words: the caller was interrupted, and its change may or may not be stored. */
  RegistryUnavailableException interrupted(InterruptedException cause);

  /** Is called once the committing thread has ended, by whoever closes. Harmless when repeated. */
  @Override
  void close();
}
