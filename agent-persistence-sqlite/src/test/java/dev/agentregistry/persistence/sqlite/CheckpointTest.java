package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.crowd;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
      for (int i = 0; i < 50; i++) {
        crowd(store, 200, T0.plusSeconds(1_000 + i));
      }

      assertThat(bytesOfLog()).isEqualTo(held);
    }
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
    WriteLimits inPlace = new WriteLimits(Integer.MAX_VALUE, 1_000, 100, checkpointPages);
    return SqliteAgentRepository.open(file, new Connections(file), true, inPlace);
  }

  private long bytesOfLog() {
    // Its length is no secret of SQLite's, and looking at it opens nothing.
    return file.resolveSibling("agents.db-wal").toFile().length();
  }
}
