package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one file, such as a server and an admin's command. */
class TwoProcessesTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
  }

  @Test
  void eachSeesTheAnsweredWritesOfTheOtherAtOnce() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file);
        StoreProcess other = StoreProcess.open(file)) {
      for (int version = 1; version < 100; version += 2) {
        assertThat(beat(store, "one").version()).isEqualTo(version);
        assertThat(other.ask("find one")).isEqualTo(String.valueOf(version));
        assertThat(other.ask("beat one")).isEqualTo(String.valueOf(version + 1));
        assertThat(store.find(id("one")).map(Agent::version)).contains(version + 1L);
      }
    }
    assertThat(Folder.contents(folder)).containsOnlyKeys("agents.db");
  }

  @Test
  void heartbeatsFromBothGetEachVersionOnce() {
    List<String> answers = new ArrayList<>();
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file);
        StoreProcess other = StoreProcess.open(file)) {
      other.tell("storm 4 400");
      AtOnce.forEach(IntStream.range(0, 400).boxed().toList(), i -> beat(store, "agent-" + i % 4))
          .forEach(agent -> answers.add(Beats.name(agent) + " " + agent.version()));
      answers.addAll(other.linesUntil("done"));
    }

    assertThat(answers).containsExactlyInAnyOrderElementsOf(Versions.of(4, 200));
  }

  @Test
  void severalProcessesMayOpenAFreshFileAtOnce() {
    List<StoreProcess> processes =
        IntStream.range(0, 3).mapToObj(i -> StoreProcess.start(file)).toList();
    processes.forEach(process -> assertThat(process.readLine()).isEqualTo("ready"));

    processes.forEach(process -> process.tell("open"));

    processes.forEach(process -> assertThat(process.readLine()).isEqualTo("open"));
    assertThat(processes.get(0).ask("beat one")).isEqualTo("1");
    assertThat(processes.get(2).ask("beat one")).isEqualTo("2");
    processes.forEach(StoreProcess::close);
    assertThat(Folder.contents(folder)).containsOnlyKeys("agents.db");
  }
}
