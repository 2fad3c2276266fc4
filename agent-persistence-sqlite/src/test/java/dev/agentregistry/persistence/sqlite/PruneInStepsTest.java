package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.crowd;
import static dev.agentregistry.persistence.sqlite.Beats.heartbeat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.PruneScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prune of more agents than go in one step. */
class PruneInStepsTest {

  private static final int SILENT = 3_000;
  private static final int STEP = 100;
  private static final Instant CUTOFF = T0.plusMillis(1);

  @TempDir Path folder;
  private Path file;
  private SqliteAgentRepository store;

  @BeforeEach
  void openTheStore() {
    file = folder.resolve("agents.db");
    store = SqliteAgentRepository.open(file);
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Test
  void itGoesInSmallStepsThoughAllWereSeenInOneMoment() {
    crowd(store, SILENT, T0);
    List<Integer> steps = new ArrayList<>();

    long count =
        store.prune(new PruneScope(CUTOFF, Set.of(), Set.of()), T0, gone -> steps.add(gone.size()));

    assertThat(count).isEqualTo(SILENT);
    assertThat(steps.subList(0, 6)).containsOnly(STEP);
    assertThat(Shell.ask(file, "SELECT count(*) FROM agents")).containsExactly("0");
  }

  @Test
  void agentsThatStayDoNotStandInTheWayOfThoseThatGo() {
    crowd(store, 2 * STEP, T0);
    beat(store, heartbeat("idle").withStatus(new AgentStatus("idle")), T0);
    PruneScope idle = new PruneScope(CUTOFF, Set.of(new AgentStatus("idle")), Set.of());

    assertThat(store.prune(idle, T0, gone -> {})).isEqualTo(1);
    assertThat(Shell.ask(file, "SELECT count(*) FROM agents"))
        .containsExactly(String.valueOf(2 * STEP));
  }

  @Test
  void heartbeatsFromAnotherProcessBesideItStay() {
    crowd(store, SILENT, T0);
    for (int i = 0; i < 40; i++) {
      beat(store, "agent-" + i);
    }
    List<Agent> gone = new ArrayList<>();
    List<String> answers;
    try (StoreProcess other = StoreProcess.open(file)) {
      other.tell("storm 40 400");

      store.prune(new PruneScope(CUTOFF, Set.of(), Set.of()), T0, gone::addAll);

      answers = other.linesUntil("done");
    }
    assertThat(answers).hasSize(400);
    for (int i = 0; i < 40; i++) {
      assertThat(store.find(id("agent-" + i))).as("agent-" + i).isPresent();
    }
    assertThat(gone).filteredOn(crowdMember()).hasSize(SILENT);
    assertThat(new HashSet<>(gone)).hasSameSizeAs(gone);
    assertThat(Shell.ask(file, "SELECT count(*) FROM agents")).containsExactly("40");
  }

  private static Predicate<Agent> crowdMember() {
    return agent -> Beats.name(agent).startsWith("crowd-");
  }
}
