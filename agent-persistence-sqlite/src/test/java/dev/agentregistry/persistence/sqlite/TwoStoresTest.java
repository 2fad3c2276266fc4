package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Removal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on one file, in one process. */
class TwoStoresTest {

  @TempDir Path folder;
  private SqliteAgentRepository one;
  private SqliteAgentRepository other;

  @BeforeEach
  void openBoth() {
    one = SqliteAgentRepository.open(folder.resolve("agents.db"));
    other = SqliteAgentRepository.open(folder.resolve("agents.db"));
  }

  @AfterEach
  void closeBoth() {
    one.close();
    other.close();
  }

  @Test
  void eachSeesTheAnsweredWritesOfTheOtherAtOnce() {
    for (int version = 1; version <= 100; version += 2) {
      Agent stored = beat(one, "one");
      assertThat(stored.version()).isEqualTo(version);
      assertThat(other.find(id("one"))).contains(stored);
      Agent answer = beat(other, "one");
      assertThat(answer.version()).isEqualTo(version + 1);
      assertThat(one.list(AgentQuery.all(), Listening.always(), Beats.T0).agents())
          .containsExactly(answer);
    }
    assertThat(one.delete(id("one"), agent -> true, Beats.T0)).isEqualTo(Removal.REMOVED);
    assertThat(other.find(id("one"))).isEmpty();
  }

  @Test
  void heartbeatsThroughBothGetEachVersionOnce() {
    List<Agent> answers =
        AtOnce.forEach(
            IntStream.range(0, 800).boxed().toList(),
            i -> beat(i % 2 == 0 ? one : other, "agent-" + i / 2 % 4));

    assertThat(answers.stream().map(agent -> Beats.name(agent) + " " + agent.version()))
        .containsExactlyInAnyOrderElementsOf(Versions.of(4, 200));
  }

  @Test
  void theOneThatIsLeftWorksOnAfterTheOtherIsClosed() {
    beat(one, "one");

    one.close();

    assertThat(beat(other, "one").version()).isEqualTo(2);
    assertThat(Folder.contents(folder)).containsKey("agents.db-wal");
  }
}
