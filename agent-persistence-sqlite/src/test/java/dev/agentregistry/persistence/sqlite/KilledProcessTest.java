package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends in the middle of its writes. */
class KilledProcessTest {

  private static final int ROUNDS = 3;
  private static final int ANSWERS = 300;

  @TempDir Path folder;

  @Test
  void whatAKilledProcessAnsweredIsThere() {
    Path file = folder.resolve("agents.db");
    Map<String, Long> answered = new HashMap<>();

    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(file, answered);

      try (SqliteAgentRepository store = SqliteAgentRepository.openExisting(file)) {
        assertThat(answered).hasSize(8);
        answered.forEach(
            (name, version) ->
                assertThat(store.find(id(name)).map(Agent::version).orElse(0L))
                    .as(name)
                    .isGreaterThanOrEqualTo(version));
      }
      assertThat(Shell.ask(file, "PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  private static void runAndKill(Path file, Map<String, Long> answered) {
    try (StoreProcess process = StoreProcess.open(file)) {
      process.tell("forever 8");
      for (int i = 0; i < ANSWERS; i++) {
        note(process.readLine(), answered);
      }
      process.kill();
      List<String> lastWords = process.linesUntil("null");
      // The last line may be cut off in the middle of a number, which is then a smaller one.
      lastWords.stream()
          .filter(line -> line.matches("agent-\\d \\d+"))
          .forEach(line -> note(line, answered));
    }
  }

  private static void note(String line, Map<String, Long> answered) {
    String[] words = line.split(" ");
    answered.merge(words[0], Long.valueOf(words[1]), Math::max);
  }
}
