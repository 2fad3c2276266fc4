package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.T0;
import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static dev.agentregistry.persistence.postgresql.Beats.heartbeat;
import static dev.agentregistry.persistence.postgresql.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person finds in the tables, and what becomes of what he changes there by hand. */
@Timeout(60)
class TablesTest {

  private final PostgresOptions database = PostgresServer.shared().fresh();
  private final PostgresAgentRepository store = PostgresAgentRepository.open(database);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void agentsAreShownByTheNamesOfTheApi() {
    beat(store, heartbeat("one").withIssueIds(List.of("T-1", "T-2")), T0);

    assertThat(
            Shell.ask(
                database,
                "SELECT concat_ws(' ', id, hostname, machine_address, repo_path, status,"
                    + " issue_ids, capabilities, ttl_seconds, last_seen_at AT TIME ZONE 'UTC',"
                    + " version) FROM agents WHERE issue_ids @> '[\"T-2\"]'"))
        .containsExactly(
            id("one")
                + " build-01 10.0.0.5 /srv/repos/one active [\"T-1\", \"T-2\"] [] 300"
                + " 2026-01-31 09:30:00.123 1");
  }

  @Test
  void aRecordThatIsDeletedByHandIsGoneAndRegisteredAnew() {
    beat(store, heartbeat("one").withIssueIds(List.of("T-1")), T0);
    Shell.run(database, "DELETE FROM agent_records");

    assertThat(store.find(id("one"))).isEmpty();
    assertThat(store.issues(IssueQuery.all(), Listening.always(), T0).issues()).isEmpty();
    assertThat(beat(store, heartbeat("one").withIssueIds(List.of("T-1")), T0).version())
        .isEqualTo(1);
  }

  @Test
  void aRecordWhoseLastBeatWasDeletedByHandIsRegisteredAnew() {
    beat(store, "one");
    Shell.run(database, "DELETE FROM last_beats");

    assertThat(beat(store, "one").version()).isEqualTo(1);
    assertThat(store.find(id("one"))).isPresent();
  }

  /** The writer knows records by heart, but notices when they are changed. */
  @Test
  void aRecordThatAnotherStoreChangedIsReadAgain() {
    beat(store, "one");
    try (PostgresAgentRepository other = PostgresAgentRepository.open(database)) {
      beat(other, heartbeat("one").withIssueIds(List.of("T-1")), T0.plusSeconds(1));
    }
    assertThat(beat(store, heartbeat("one").withIssueIds(List.of("T-1")), T0.plusSeconds(2)))
        .satisfies(
            agent -> {
              assertThat(agent.version()).isEqualTo(3);
              assertThat(agent.updatedAt()).isEqualTo(T0.plusSeconds(1));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"status = 'Not A Word'", "hostname = ''", "repo_path = E'a\\nb'"})
  void aDamagedRowIsToldToWhoeverAsksForItAndToNobodyElse(String damage) {
    beat(store, "one");
    beat(store, "two");
    Shell.run(
        database,
        "UPDATE agent_records SET %s WHERE key = %d".formatted(damage, id("one").number()));
    try (PostgresAgentRepository fresh = PostgresAgentRepository.open(database)) {
      String words = "the record " + id("one") + " in the database cannot be read";
      PruneScope everybody = new PruneScope(T0.plusSeconds(1), Set.of(), Set.of());

      assertThat(beat(fresh, "two").version()).isEqualTo(2);
      assertThat(catchThrowable(() -> beat(fresh, "one"))).hasMessageContaining(words);
      assertThat(catchThrowable(() -> fresh.find(id("one")))).hasMessageContaining(words);
      assertThat(catchThrowable(() -> fresh.list(AgentQuery.all(), Listening.always(), T0)))
          .hasMessageContaining(words);
      assertThat(catchThrowable(() -> fresh.prune(everybody, T0, gone -> {})))
          .hasMessageContaining(words);
      assertThat(fresh.find(id("two"))).as("nobody went").isPresent();
      assertThat(fresh.eventLog().tellStale(Listening.always(), T0.plusSeconds(900))).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE agent_records SET issue_ids = '{}'",
        "UPDATE agent_records SET ttl_seconds = 0",
        "UPDATE agent_records SET key = -1",
        "UPDATE last_beats SET version = 0",
        "INSERT INTO last_beats VALUES (1, now(), 1, 1, 300, FALSE)"
      })
  void whatCannotBeAnAgentTheDatabaseRefuses(String sql) {
    beat(store, "one");

    assertThatThrownBy(() -> Shell.run(database, sql)).cause().hasMessageContaining("violates");
  }

  @Test
  void aMissingTableIsTold() {
    Shell.run(database, "DROP TABLE last_beats CASCADE");

    assertThat(catchThrowable(() -> beat(store, "one")))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContainingAll("a table is missing", "last_beats", "restore a backup");
  }
}
