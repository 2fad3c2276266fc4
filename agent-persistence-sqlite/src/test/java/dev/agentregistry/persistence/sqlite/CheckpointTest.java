package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.crowd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log stays bounded while the store writes without a pause. */
class CheckpointTest {

  private static final int PAGES = 256;
  private static final long PAGE_BYTES = 4096 + 24;

  /** What no log that is folded in now and then comes to, and one that never is leaves behind. */
  private static final long BOUND = 8 * PAGES * PAGE_BYTES;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
  }

  @Test
  void itStartsAnewAgainAndAgain() {
    long longest = 0;
    try (SqliteAgentRepository store = open(PAGES)) {
      for (int i = 0; i < 100; i++) {
        crowd(store, 200, T0.plusSeconds(i));
        longest = Math.max(longest, bytesOfLog());
      }
    }

    assertThat(longest).isBetween(PAGES * PAGE_BYTES / 2, BOUND);
  }

  @Test
  void aReaderInTheWayHoldsItUpOnlyAsLongAsItReads() {
    try (SqliteAgentRepository store = open(PAGES)) {
      crowd(store, 200, T0);
      try (Shell reader = Shell.open(file)) {
        reader.run("BEGIN", "SELECT count(*) FROM agents");
        for (int i = 0; bytesOfLog() < 2 * BOUND; i++) {
          crowd(store, 200, T0.plusSeconds(i));
        }
        reader.run("ROLLBACK");
      }
      long held = bytesOfLog();
      for (int i = 0; i < 300; i++) {
        crowd(store, 200, T0.plusSeconds(1_000 + i));
      }

      // So many would make a log of three times the bound by themselves.
      assertThat(bytesOfLog()).isLessThan(held + BOUND);
    }
  }

  @Test
  void readersThatOverlapDoNotKeepItGrowing() {
    try (SqliteAgentRepository store = open(PAGES)) {
      crowd(store, 2_000, T0);
      AtomicBoolean done = new AtomicBoolean();
      List<Future<Integer>> readers =
          IntStream.range(0, 4).mapToObj(i -> AtOnce.start(() -> read(store, done))).toList();
      long longest = 0;
      for (int i = 0; i < 100; i++) {
        crowd(store, 200, T0.plusSeconds(i));
        longest = Math.max(longest, bytesOfLog());
      }
      done.set(true);

      assertThat(readers).allSatisfy(reader -> assertThat(reader.get()).isPositive());
      assertThat(longest).isLessThan(3 * BOUND);
    }
  }

  private static int read(SqliteAgentRepository store, AtomicBoolean done) {
    AgentQuery query = AgentQuery.builder().capabilities(Set.of("java")).build();
    int count = 0;
    while (!done.get()) {
      store.list(query, Listening.always(), T0);
      count++;
    }
    return count;
  }

  @Test
  void aCheckpointerThatFailedOnceGoesOn() {
    Connections faulty =
        new Connections(file) {
          private boolean failed;

          @Override
          Connection checkpoint() throws SQLException {
            if (!failed) {
              failed = true;
              throw new IllegalStateException("once");
            }
            return super.checkpoint();
          }
        };
    long longest = 0;
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file, faulty, true, PAGES)) {
      for (int i = 0; i < 100; i++) {
        crowd(store, 200, T0.plusSeconds(i));
        longest = Math.max(longest, bytesOfLog());
      }
    }

    assertThat(longest).isLessThan(BOUND);
  }

  @Test
  void withoutItTheLogWouldGrowPastThatBound() {
    try (SqliteAgentRepository store = open(Integer.MAX_VALUE)) {
      for (int i = 0; i < 100; i++) {
        crowd(store, 200, T0.plusSeconds(i));
      }

      assertThat(bytesOfLog()).isGreaterThan(BOUND);
    }
  }

  private SqliteAgentRepository open(int checkpointPages) {
    return SqliteAgentRepository.open(file, new Connections(file), true, checkpointPages);
  }

  private long bytesOfLog() {
    // Its length is no secret of SQLite's, and looking at it opens nothing.
    return file.resolveSibling("agents.db-wal").toFile().length();
  }
}
