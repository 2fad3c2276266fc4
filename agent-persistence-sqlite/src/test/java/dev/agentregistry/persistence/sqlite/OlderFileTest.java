package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventWatch;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that an older program made is brought up to date when it is opened. */
@ParameterizedClass(name = "version {0}")
@MethodSource("versions")
class OlderFileTest {

  private final int version;
  @TempDir Path folder;
  private Path file;

  OlderFileTest(int version) {
    this.version = version;
  }

  static IntStream versions() {
    return IntStream.range(1, Schema.VERSION);
  }

  @BeforeEach
  void makeAFileOfThatVersion() {
    file = folder.resolve("agents.db");
    try (Shell shell = Shell.open(file)) {
      shell.run("PRAGMA journal_mode = WAL");
      shell.run(Schema.migrationFrom(0));
      shell.run(
          "PRAGMA application_id = " + Schema.APPLICATION_ID,
          """
          INSERT INTO agents (key, hostname, machine_address, repo_path, status, issue_ids,
            capabilities, ttl_seconds, created_at, updated_at, last_seen_at, version,
            hostname_folded, incarnation)
          VALUES (%d, 'build-01', '10.0.0.5', '/srv/repos/one', 'working', '["A-1"]', '["java"]',
            90, 1000, 2000, 3000, 61, 'build-01', 1000000001)
          """
              .formatted(id("one").number()),
          "CREATE VIEW mine AS SELECT hostname, version FROM agents");
      for (int from = 1; from < version; from++) {
        shell.run(Schema.migrationFrom(from));
      }
      shell.run("PRAGMA user_version = " + version);
    }
  }

  @Test
  void viewsThatPeopleMadeOnItGoOn() {
    SqliteAgentRepository.openExisting(file).close();

    assertThat(Shell.ask(file, "SELECT version FROM mine")).containsExactly("61");
  }

  @Test
  void itsAgentsAreThereAsTheyWere() {
    try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
      Agent agent = store.find(id("one")).orElseThrow();

      assertThat(agent.status()).isEqualTo(new AgentStatus("working"));
      assertThat(agent.issueIds()).containsExactly("A-1");
      assertThat(agent.capabilities()).containsExactly("java");
      assertThat(agent.ttl()).hasSeconds(90);
      assertThat(agent.createdAt().toEpochMilli()).isEqualTo(1000);
      assertThat(agent.updatedAt().toEpochMilli()).isEqualTo(2000);
      assertThat(agent.lastSeenAt().toEpochMilli()).isEqualTo(3000);
      assertThat(agent.version()).isEqualTo(61);
      assertThat(agent.incarnation()).isEqualTo(1_000_000_001);
    }
  }

  @Test
  void theyAreCountedAndGoOnFromThere() {
    try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
      assertThat(beat(store, heartbeat("one"), T0).version()).isEqualTo(62);
      beat(store, "two");

      assertThat(store.list(AgentQuery.all(), Listening.always(), T0).total()).isEqualTo(2);
      assertThat(
              store
                  .list(
                      AgentQuery.builder().statuses(Set.of(AgentStatus.ACTIVE)).build(),
                      Listening.always(),
                      T0)
                  .total())
          .isEqualTo(2);
    }
    assertThat(Shell.ask(file, "PRAGMA user_version"))
        .isEqualTo(List.of(String.valueOf(Schema.VERSION)));
  }

  @Test
  void itsIssuesAreKnownAndNothingInItIsNews() {
    try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
      assertThat(store.issues(IssueQuery.all(), Listening.always(), T0).issues())
          .extracting(Issue::issueId, Issue::state)
          .containsExactly(tuple("A-1", IssueState.ORPHANED));

      new EventWatch(store, () -> T0).look();
      assertThat(store.eventLog().newest()).isZero();

      beat(store, heartbeat("one"), T0);
      assertThat(store.eventLog().after(0, 10))
          .extracting(event -> event.subject().kind())
          .containsExactly(EventKind.BACK);
    }
  }

  @Test
  void aListOfIssuesThatSomebodyDamagedKeepsNobodyOut() {
    Shell.run(
        file,
        "UPDATE %s SET issue_ids = '[\"A-1\"'"
            .formatted(version == 1 ? "agents" : "agent_records"));

    try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
      beat(store, heartbeat("two").withIssueIds(List.of("A-2")), T0);

      assertThat(store.issues(IssueQuery.all(), Listening.always(), T0).issues())
          .extracting(Issue::issueId)
          .containsExactly("A-2");
    }
  }
}
