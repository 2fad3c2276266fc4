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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store tells of its work. */
@Timeout(60)
class ActivityTest {

  @TempDir Path folder;

  /** Writes down all that it is told. */
  private static final class Noted implements CommitWatcher {
    private final List<Long> waits = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final List<Long> durations = new CopyOnWriteArrayList<>();

    @Override
    public void waited(long nanos) {
      waits.add(nanos);
    }

    @Override
    public void committed(int changes, long nanos) {
      sizes.add(changes);
      durations.add(nanos);
    }

    int changes() {
      return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits for a commit to be told, which is done only after its callers are awake. */
    void await(int expected) {
      while (changes() < expected) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void eachCommitIsToldWithItsSizeItsTimeAndHowLongChangesWaited() {
    Noted before = new Noted();
    Noted noted = new Noted();
    try (SqliteAgentRepository store = open()) {
      store.activity().tell(before);
      beat(store, "before");
      before.await(1);
      store.activity().tell(noted);
      crowd(store, 100, T0);
      noted.await(100);
    }

    assertThat(before.sizes).containsExactly(1);
    assertThat(noted.changes()).isEqualTo(100);
    assertThat(noted.waits).hasSize(100).allMatch(nanos -> nanos >= 0);
    assertThat(noted.durations).hasSameSizeAs(noted.sizes).allMatch(nanos -> nanos > 0);
  }

  @Test
  void whatWasNotStoredIsNotTold() throws Exception {
    Noted noted = new Noted();
    try (SqliteAgentRepository store = open()) {
      store.activity().tell(noted);
      Files.move(file(), folder.resolve("moved"));

      assertThatThrownBy(() -> beat(store, "late"))
          .isInstanceOf(RegistryUnavailableException.class);
      Files.move(folder.resolve("moved"), file());
    }
    assertThat(noted.sizes).isEmpty();
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
