package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PruneScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a broken disk, or a broken program, wrote into. */
class DamagedFileTest {

  private static final int PAGE_BYTES = 4096;

  @TempDir Path folder;

  @Test
  void whoeverMeetsTheDamageIsToldOfIt() throws IOException {
    Path file = folder.resolve("agents.db");
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      Beats.crowd(store, 300, T0);
    }
    damageEveryTable(file);

    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      assertThat(Refusal.of(file, () -> store.list(AgentQuery.all(), Listening.always(), T0)))
          .hasMessageContaining("is damaged: restore a backup");
      assertThat(Refusal.of(file, () -> Beats.beat(store, "crowd-1")))
          .hasMessageContaining("is damaged: restore a backup");
      assertThat(
              Refusal.of(
                  file, () -> store.prune(new PruneScope(T0, Set.of(), Set.of()), T0, gone -> {})))
          .hasMessageContaining("is damaged: restore a backup");
    }
  }

  /** What tables there are can still be read, but nothing in them. */
  private static void damageEveryTable(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (String page : Shell.ask(file, "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")) {
      int start = (Integer.parseInt(page) - 1) * PAGE_BYTES;
      Arrays.fill(bytes, start, start + PAGE_BYTES, (byte) 0xff);
    }
    Files.write(file, bytes);
  }
}
