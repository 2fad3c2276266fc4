package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The moment when SQLite folds the write-ahead log into the file: page after page, so that the
 * first page already tells of pages that are not there yet.
 */
class HalfFoldedLogTest {

  private static final int PAGE_BYTES = 4096;

  @Test
  void aFileIsOpenedWhoseLogIsHalfFoldedIn(@TempDir Path folder, @TempDir Path crashed)
      throws IOException {
    Path file = folder.resolve("agents.db");
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      Beats.crowd(store, 300, T0);
      Folder.copy(file, crashed);
    }
    byte[] firstPage = Arrays.copyOf(Files.readAllBytes(file), PAGE_BYTES);
    Path copy = crashed.resolve("agents.db");
    byte[] bytes = Files.readAllBytes(copy);
    System.arraycopy(firstPage, 0, bytes, 0, PAGE_BYTES);
    Files.write(copy, bytes);

    try (SqliteAgentRepository store = SqliteAgentRepository.open(copy)) {
      assertThat(store.find(Beats.id("crowd-299"))).isPresent();
    }
    assertThat(Shell.ask(copy, "PRAGMA integrity_check")).containsExactly("ok");
  }
}
