package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.EventReader;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that somebody wrote with the shell, and that no agent can be made of. */
class DamagedRowTest {

  @TempDir Path folder;
  private Path file;
  private SqliteAgentRepository store;

  @BeforeEach
  void storeTwoAgents() {
    file = folder.resolve("agents.db");
    store = SqliteAgentRepository.open(file);
    beat(store, heartbeat("good").withIssueIds(List.of("A-1")), T0);
    beat(store, "bad");
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issue_ids = '[\"A-1\"'",
        "issue_ids = ''",
        "issue_ids = 'A-1, A-2' || char(10) || 'A-3'",
        "capabilities = '{}'",
        "capabilities = '[1]'",
        "capabilities = '[\"\\u+123\"]'",
        "status = 'no such status'",
        "hostname = ''",
        "repo_path = char(0)",
        "version = 0",
        "ttl_seconds = 0",
        "ttl_seconds = -9223372036854775808",
        "ttl_seconds = 9223372036854775807"
      })
  void whoeverReadsItIsToldWhichRecordItIs(String damage) {
    damage(damage);

    names("bad", () -> store.find(id("bad")));
    names("bad", () -> beat(store, "bad"));
    names("bad", () -> store.delete(id("bad"), agent -> true, T0));
    names("bad", () -> list(AgentQuery.builder()));
    names(
        "bad",
        () -> list(AgentQuery.builder().livenesses(Set.of(Liveness.ONLINE, Liveness.STALE))));
    names("bad", this::prune);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4_294_967_296L, 9_223_372_036_854_775_807L})
  void aKeyThatNoIdHasIsToldAsTheShellShowsIt(long key) {
    for (String table : List.of("agent_records", "last_beats")) {
      Shell.run(
          file, "UPDATE %s SET key = %d WHERE key = %d".formatted(table, key, id("bad").number()));
    }
    String shown = Shell.ask(file, "SELECT id FROM agents WHERE key = " + key).get(0);

    RegistryUnavailableException refusal = Refusal.by(() -> list(AgentQuery.builder()));

    assertThat(refusal).hasMessageContaining("the record " + shown + " ");
  }

  @Test
  void aDamagedListNamesNoIssue() {
    damage("issue_ids = '[\"A-1\"'");

    assertThat(list(AgentQuery.builder().issueIds(Set.of("A-1"))))
        .extracting(Agent::id)
        .containsExactly(id("good"));
  }

  @Test
  void aRecordWithoutItsLastBeatIsOneToo() {
    Shell.run(file, "DELETE FROM last_beats WHERE key = " + id("bad").number());

    List<Optional<Agent>> answers =
        AtOnce.forEach(IntStream.range(0, 20).boxed().toList(), this::beatGoodOrBad);

    assertThat(answers.stream().flatMap(Optional::stream)).hasSize(10);
  }

  @Test
  void allOtherAgentsWorkOn() {
    damage("issue_ids = ''");

    assertThat(beat(store, "good").version()).isEqualTo(2);
    assertThat(store.find(id("good")).map(Agent::version)).contains(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"issue_ids = ''", "status = 'no such status'", "ttl_seconds = 0"})
  void silenceOfAllOthersIsTold(String damage) {
    damage(damage);

    assertThat(store.eventLog().tellStale(Listening.always(), T0.plusSeconds(100_000)))
        .isEqualTo(1);
  }

  @Test
  void eventsOfItsIssuesAreToldWithoutAgents() {
    beat(store, heartbeat("bad").withIssueIds(List.of("A-2")), T0);
    damage("status = 'no such status'");
    store.eventLog().tellIssues(Set.of("A-2"), Listening.always(), T0.plusSeconds(100_000));

    List<RegistryEvent> events = EventReader.after(store, () -> T0, 0).read(10);

    assertThat(events)
        .last()
        .isInstanceOfSatisfying(
            RegistryEvent.OfIssue.class,
            event -> {
              assertThat(event.issue().state()).isEqualTo(IssueState.ORPHANED);
              assertThat(event.issue().agents()).isEmpty();
            });
    names("bad", () -> store.issues(IssueQuery.all(), Listening.always(), T0));
  }

  @Test
  void changesInTheSameBatchAreStored() {
    damage("issue_ids = ''");

    List<Optional<Agent>> answers =
        AtOnce.forEach(IntStream.range(0, 200).boxed().toList(), this::beatGoodOrBad);

    assertThat(answers.stream().flatMap(Optional::stream)).hasSize(100);
    assertThat(store.find(id("good")).map(Agent::version)).contains(101L);
  }

  @Test
  void aPruneThatMeetsItRemovesNobodyWithoutTellingSo() {
    damage("issue_ids = ''");
    List<Agent> told = new ArrayList<>();

    names("bad", () -> store.prune(everybody(), T0, told::addAll));

    assertThat(told).isEmpty();
    assertThat(Shell.ask(file, "SELECT count(*) FROM agents")).containsExactly("2");
  }

  @Test
  void aCorrectedRowIsReadAgain() {
    damage("issue_ids = ''");
    names("bad", () -> store.find(id("bad")));

    damage("issue_ids = ' [ \"A-1\" , \"\\u0041\\ud83e\\udd16\\/\\t\" ] '");

    assertThat(store.find(id("bad")).orElseThrow().issueIds())
        .containsExactly("A-1", "A\ud83e\udd16/\t");
  }

  private void damage(String assignment) {
    Shell.run(
        file,
        "UPDATE "
            + (assignment.startsWith("version") ? "last_beats" : "agent_records")
            + " SET "
            + assignment
            + " WHERE key = "
            + id("bad").number());
  }

  private Optional<Agent> beatGoodOrBad(int number) {
    if (number % 2 == 0) {
      return Optional.of(beat(store, "good"));
    }
    names("bad", () -> beat(store, "bad"));
    return Optional.empty();
  }

  private List<Agent> list(AgentQueryBuilder query) {
    return store.list(query.build(), Listening.always(), T0).agents();
  }

  private void prune() {
    store.prune(everybody(), T0, gone -> {});
  }

  private static PruneScope everybody() {
    return new PruneScope(T0.plusSeconds(1), Set.of(), Set.of());
  }

  private static void names(String name, ThrowingCallable call) {
    assertThat(Refusal.by(call).getMessage())
        .contains("the record " + id(name) + " ", "correct or delete that row")
        .hasLineCount(1);
  }
}
