package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person finds who opens the file with the {@code sqlite3} shell. */
class TableForPeopleTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void storeAnAgent() {
    file = folder.resolve("agents.db");
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(
          store,
          heartbeat("one")
              .withStatus(new AgentStatus("working"))
              .withIssueIds(List.of("A-1", "it's"))
              .withTtl(Duration.ofSeconds(90)),
          T0);
    }
  }

  @Test
  void theColumnsHaveTheNamesOfTheApi() {
    assertThat(Shell.ask(file, "SELECT name FROM pragma_table_xinfo('agents')"))
        .contains(
            "id",
            "hostname",
            "machine_address",
            "repo_path",
            "status",
            "issue_ids",
            "capabilities",
            "ttl_seconds",
            "created_at",
            "updated_at",
            "last_seen_at",
            "version");
  }

  @Test
  void anAgentHasItsIdAndStatusThere() {
    assertThat(Shell.ask(file, "SELECT id || ' ' || status FROM agents"))
        .containsExactly(id("one") + " working");
    assertThat(Shell.ask(file, "SELECT version FROM agents WHERE id = '" + id("one") + "'"))
        .containsExactly("1");
  }

  @Test
  void listsAreJsonAndTimesAreMilliseconds() {
    assertThat(Shell.ask(file, "SELECT issue_ids FROM agents"))
        .containsExactly("[\"A-1\",\"it's\"]");
    assertThat(Shell.ask(file, "SELECT capabilities FROM agents")).containsExactly("[]");
    assertThat(Shell.ask(file, "SELECT last_seen_at FROM agents"))
        .containsExactly(String.valueOf(T0.toEpochMilli()));
    assertThat(Shell.ask(file, "SELECT ttl_seconds FROM agents")).containsExactly("90");
  }

  @Test
  void allTablesAreStrict() {
    assertThat(
            Shell.ask(
                file,
                "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
                    + " AND name NOT LIKE 'sqlite_%'"))
        .isEmpty();
  }

  @Test
  void aPersonCanDeleteAnAgentThere() {
    Shell.run(file, "DELETE FROM agents WHERE repo_path LIKE '%/one'");

    assertThat(Shell.ask(file, "SELECT count(*) FROM agents")).containsExactly("0");
    for (String table : List.of("agent_records", "last_beats", "agent_counts")) {
      assertThat(Shell.ask(file, "SELECT count(*) FROM " + table)).as(table).containsExactly("0");
    }
  }

  @Test
  void onlyOneIndexHoldsWhatChangesWithEachHeartbeat() {
    assertThat(
            Shell.ask(
                file,
                "SELECT i.name FROM pragma_table_list AS t, pragma_index_list(t.name) AS i,"
                    + " pragma_index_info(i.name) AS c"
                    + " WHERE c.name IN ('last_seen_at', 'version')"))
        .containsExactly("last_beats_by_time");
  }
}
