package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.crowd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.StoreActivity.CommitWatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store tells of its work. */
@Timeout(60)
class ActivityTest {

  @TempDir Path folder;

  /** Counts the changes that it is told of. */
  private static final class Counted implements CommitWatcher {
    private final AtomicInteger waited = new AtomicInteger();
    private final AtomicInteger committed = new AtomicInteger();

    @Override
    public void waited(long nanos) {
      waited.incrementAndGet();
    }

    @Override
    public void committed(int changes, long nanos) {
      committed.addAndGet(changes);
    }
  }

  @Test
  void eachChangeIsToldOnceByTheEnd() {
    Counted counted = new Counted();
    try (SqliteAgentRepository store = open()) {
      store.activity().tell(counted);
      crowd(store, 100, T0);
    }

    assertThat(counted.waited).hasValue(100);
    assertThat(counted.committed).hasValue(100);
  }

  @Test
  void whatWasNotStoredIsNotTold() throws Exception {
    Counted counted = new Counted();
    try (SqliteAgentRepository store = open()) {
      store.activity().tell(counted);
      Files.move(file(), folder.resolve("moved"));

      assertThatThrownBy(() -> beat(store, "late"))
          .isInstanceOf(RegistryUnavailableException.class);
      Files.move(folder.resolve("moved"), file());
    }
    assertThat(counted.committed).hasValue(0);
  }

  @Test
  void theLogHasItsLengthAndNothingWaitsInAStoreAtRest() throws Exception {
    try (SqliteAgentRepository store = open()) {
      beat(store, "one");

      assertThat(store.activity().waitingChanges()).isZero();
      assertThat(store.activity().logBytes())
          .isPositive()
          .isEqualTo(Files.size(folder.resolve("agents.db-wal")));
    }
  }

  private SqliteAgentRepository open() {
    return SqliteAgentRepository.open(file());
  }

  private Path file() {
    return folder.resolve("agents.db");
  }
}
