package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.crowd;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Listening;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeats that wait in the journal: nobody notices but those who look for it. */
class JournalTest {

  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
  }

  @Test
  void aHeartbeatThatChangesOnlyTheTimeGoesThere() {
    try (SqliteAgentRepository store = journaling(NEVER)) {
      beat(store, heartbeat("one"), T0);
      beat(store, heartbeat("one"), T0.plusSeconds(30));

      assertThat(ask("SELECT version || ' ' || last_seen_at FROM journal WHERE key >= 0"))
          .containsExactly("2 " + T0.plusSeconds(30).toEpochMilli());
      assertThat(ask("SELECT version FROM last_beats")).containsExactly("1");
    }
  }

  @Test
  void everythingElseIsWrittenAtOnce() {
    try (SqliteAgentRepository store = journaling(NEVER)) {
      beat(store, heartbeat("one"), T0);
      beat(store, heartbeat("one"), T0.plusSeconds(30));
      beat(store, heartbeat("one").withStatus(new AgentStatus("idle")), T0.plusSeconds(60));

      assertThat(ask("SELECT count(*) FROM journal WHERE key >= 0")).containsExactly("1");
      assertThat(ask("SELECT version FROM last_beats")).containsExactly("3");
      assertThat(ask("SELECT version FROM agents")).containsExactly("3");
    }
  }

  @Test
  void fewHeartbeatsAtATimeAreWrittenInPlace() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(store, heartbeat("one"), T0);
      beat(store, heartbeat("one"), T0.plusSeconds(30));

      assertThat(ask("SELECT count(*) FROM journal WHERE key >= 0")).containsExactly("0");
      assertThat(ask("SELECT version FROM last_beats")).containsExactly("2");
    }
  }

  @Test
  void anotherProcessAndAShellSeeItAtOnce() {
    try (SqliteAgentRepository store = journaling(NEVER);
        SqliteAgentRepository other = SqliteAgentRepository.openExisting(file)) {
      for (int version = 1; version <= 5; version++) {
        Agent answered = beat(store, heartbeat("one"), T0.plusSeconds(version));

        assertThat(other.find(id("one"))).contains(answered);
        assertThat(other.list(AgentQuery.all(), Listening.always(), T0).agents())
            .containsExactly(answered);
        assertThat(ask("SELECT version || ' ' || last_seen_at FROM agents"))
            .containsExactly(version + " " + answered.lastSeenAt().toEpochMilli());
      }
    }
  }

  @Test
  void anotherProcessGoesOnFromThere() {
    try (SqliteAgentRepository store = journaling(NEVER);
        SqliteAgentRepository other = journaling(NEVER)) {
      for (int version = 1; version <= 20; version += 2) {
        assertThat(beat(store, "one").version()).isEqualTo(version);
        assertThat(beat(other, "one").version()).isEqualTo(version + 1);
      }
    }
  }

  @Test
  void anAgentThatComesBackHasNothingOfItsPredecessor() {
    try (SqliteAgentRepository store = journaling(NEVER)) {
      beat(store, "one");
      beat(store, "one");
      beat(store, "one");
      store.delete(id("one"), agent -> true);
      // In the same moment, so that nothing but the place in the journal tells them apart.
      Agent successor = beat(store, "one");

      assertThat(successor.version()).isEqualTo(1);
      assertThat(store.find(id("one"))).contains(successor);
      assertThat(ask("SELECT version FROM agents")).containsExactly("1");
    }
    try (SqliteAgentRepository store = journaling(NEVER)) {
      assertThat(beat(store, "one").version()).isEqualTo(2);
    }
  }

  @Test
  void aJournalThatSomebodyEmptiedTakesNoLaterHeartbeatWithIt() {
    try (SqliteAgentRepository store = journaling(NEVER);
        SqliteAgentRepository other = journaling(NEVER)) {
      beat(store, "one");
      for (int version = 2; version <= 20; version++) {
        beat(store, "one");
      }
      beat(store, heartbeat("one").withStatus(new AgentStatus("idle")), T0);
      assertThat(other.find(id("one")).map(Agent::version)).contains(21L);

      Shell.run(file, "DELETE FROM journal");

      for (long version = 22; version <= 40; version += 2) {
        assertThat(idle(other)).isEqualTo(version);
        assertThat(store.find(id("one")).map(Agent::version)).contains(version);
        assertThat(idle(store)).isEqualTo(version + 1);
        assertThat(other.find(id("one")).map(Agent::version)).contains(version + 1);
      }
    }
  }

  private static long idle(SqliteAgentRepository store) {
    return beat(store, heartbeat("one").withStatus(new AgentStatus("idle")), T0).version();
  }

  @Test
  void theFoldComesToItsEndHoweverManyAgentsEachCommitBrings() {
    try (SqliteAgentRepository store = journaling(100, 1)) {
      for (int round = 0; round < 20; round++) {
        crowd(store, 300, T0.plusSeconds(round));
      }

      assertThat(length()).isLessThan(1_000);
    }
  }

  @Test
  void aLongJournalIsFoldedAStepAtATime() {
    int foldAt = 50;
    int step = 5;
    try (SqliteAgentRepository store = journaling(foldAt, step)) {
      crowd(store, 40, T0);
      for (int i = 1; i <= 500; i++) {
        beat(store, heartbeat("crowd-" + i % 40), T0.plusSeconds(i));

        // While 40 agents are folded, 5 with each commit, so many entries come in.
        assertThat(length()).isLessThan(foldAt + 40 / step + 10L);
      }
    }
  }

  @Test
  void whoeverClosesTheStoreFoldsIt() {
    try (SqliteAgentRepository store = journaling(NEVER)) {
      crowd(store, 40, T0);
      crowd(store, 40, T0.plusSeconds(30));
      assertThat(ask("SELECT count(*) FROM last_beats WHERE version = 2")).containsExactly("0");
    }

    assertThat(ask("SELECT count(*) FROM last_beats WHERE version = 2")).containsExactly("40");
    // The newest entry stays: the next one gets its number from it.
    assertThat(length()).isEqualTo(1);
  }

  @Test
  void whoeverAddedLittleToALongJournalLeavesItToTheOther() {
    try (SqliteAgentRepository store = journaling(NEVER)) {
      crowd(store, 1_001, T0);
      crowd(store, 1_001, T0.plusSeconds(30));
      try (SqliteAgentRepository command = journaling(NEVER)) {
        beat(command, "crowd-1");
      }

      assertThat(length()).isEqualTo(1_002);
      assertThat(beat(store, "crowd-1").version()).isEqualTo(4);
    }
  }

  private SqliteAgentRepository journaling(int foldAt) {
    return journaling(foldAt, 100);
  }

  private SqliteAgentRepository journaling(int foldAt, int foldStep) {
    return SqliteAgentRepository.open(
        file, new Connections(file), true, new WriteLimits(1, foldAt, foldStep, 16_384));
  }

  private List<String> ask(String sql) {
    return Shell.ask(file, sql);
  }

  /** How many entries there are of agents. */
  private long length() {
    return Long.parseLong(ask("SELECT count(*) FROM journal WHERE key >= 0").get(0));
  }
}
