package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Many that open a file at once that nobody has made yet. */
class FreshFileTest {

  private static final List<Integer> THREADS = IntStream.range(0, 16).boxed().toList();

  @TempDir Path folder;

  @RepeatedTest(3)
  void manyThreadsMayOpenAFreshFileAtOnce() {
    Path file = folder.resolve("agents.db");

    AtOnce.forEach(
        THREADS,
        i -> {
          try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
            return beat(store, "agent-" + i);
          }
        });

    assertThat(Shell.ask(file, "SELECT count(*) FROM agents")).containsExactly("16");
    assertThat(Folder.contents(folder)).containsOnlyKeys("agents.db");
  }
}
