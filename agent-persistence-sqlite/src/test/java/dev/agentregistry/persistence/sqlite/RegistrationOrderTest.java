package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows lie in the order in which their agents were registered: what goes together lies together.
 */
class RegistrationOrderTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
  }

  private void assertRows(String... names) {
    List<String> keys =
        List.of(names).stream().map(name -> String.valueOf(id(name).number())).toList();
    for (String table : List.of("agent_records", "last_beats")) {
      assertThat(Shell.ask(file, "SELECT key FROM " + table + " ORDER BY slot"))
          .as(table)
          .isEqualTo(keys);
    }
  }

  @Test
  void newAgentsAreAppendedWhicheverProcessTheyComeFrom() {
    try (SqliteAgentRepository one = SqliteAgentRepository.open(file);
        SqliteAgentRepository other = SqliteAgentRepository.open(file)) {
      beat(one, "a");
      beat(one, "b");
      beat(other, "c");
      beat(one, "d");
      beat(other, "e");
      beat(one, "a");
    }

    assertRows("a", "b", "c", "d", "e");
  }

  @Test
  void whoComesBackIsAppended() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(store, "a");
      beat(store, "b");
      store.delete(id("a"), agent -> true, Beats.T0);
      beat(store, "a");
    }

    assertRows("b", "a");
  }

  @Test
  void aPlaceAtTheEndMayBeTakenAgain() {
    try (SqliteAgentRepository one = SqliteAgentRepository.open(file);
        SqliteAgentRepository other = SqliteAgentRepository.open(file)) {
      beat(one, "a");
      beat(one, "b");
      other.delete(id("b"), agent -> true, Beats.T0);
      beat(other, "c");
      // The first one must not take the row that it knew for its own.
      assertThat(beat(one, "b").version()).isEqualTo(1);
      assertThat(beat(one, "c").version()).isEqualTo(2);
    }

    assertRows("a", "c", "b");
  }
}
