package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room: SQLite's own limit for the size of the file plays its part. */
class DiskFullTest {

  private static final int SMALL_PAGES = 20;
  private static final int LARGE_PAGES = 10_000;

  @TempDir Path folder;
  private Path file;
  private HeldConnections connections;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
    connections = new HeldConnections(file);
  }

  @Test
  void aChangeWithoutRoomIsRefusedAndNothingThatWasAnsweredIsLost() throws SQLException {
    List<Agent> answered = new ArrayList<>();
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file, connections, true)) {
      roomFor(SMALL_PAGES);
      RegistryUnavailableException refusal = Refusal.of(file, () -> fill(store, answered));
      assertThat(refusal)
          .hasMessageContaining("no room left")
          .hasMessageContaining("free some disk");
      assertThat(refusal.isRetryable()).isTrue();
      assertThat(answered).isNotEmpty().allMatch(agent -> isStored(store, agent));

      roomFor(LARGE_PAGES);
      answered.add(beat(store, large(answered.size()), T0));
    }

    try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
      assertThat(answered).allMatch(agent -> isStored(store, agent));
    }
    assertThat(Shell.ask(file, "SELECT count(*) FROM agents"))
        .containsExactly(String.valueOf(answered.size()));
  }

  @Test
  void aSmallHeartbeatOfAKnownAgentStillFits() throws SQLException {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file, connections, true)) {
      beat(store, "known");
      roomFor(SMALL_PAGES);
      Refusal.by(() -> fill(store, new ArrayList<>()));

      assertThat(beat(store, "known").version()).isEqualTo(2);
      assertThat(store.find(id("known")).map(Agent::version)).contains(2L);
    }
  }

  @Test
  void refusalsLeaveNothingBehindInMemory() throws SQLException {
    NotedStatements statements = new NotedStatements(file);
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file, statements, true)) {
      beat(store, "known");
      Shell.run(
          file,
          "CREATE TRIGGER full BEFORE INSERT ON agent_records"
              + " BEGIN SELECT RAISE(ROLLBACK, 'no room'); END");
      for (int i = 0; i < 300; i++) {
        int number = i;
        Refusal.by(() -> beat(store, "refused-" + number));
      }

      assertThat(statements.open()).isLessThan(50);
    }
  }

  private void roomFor(int pages) throws SQLException {
    Sql.execute(connections.writing(), "PRAGMA max_page_count = " + pages);
  }

  private static void fill(SqliteAgentRepository store, List<Agent> answered) {
    for (int i = 0; i < 2 * SMALL_PAGES; i++) {
      answered.add(beat(store, large(i), T0));
    }
  }

  private static Heartbeat large(int number) {
    return heartbeat("agent-" + number + "x".repeat(3_000));
  }

  private static boolean isStored(SqliteAgentRepository store, Agent agent) {
    return store.find(agent.id()).filter(agent::equals).isPresent();
  }
}
