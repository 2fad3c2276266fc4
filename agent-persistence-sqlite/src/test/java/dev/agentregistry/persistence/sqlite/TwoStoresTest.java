package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on one file, in one process, of which one is closed. */
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
  void theOneThatIsLeftWorksOnAfterTheOtherIsClosed() {
    beat(one, "one");

    one.close();

    assertThat(beat(other, "one").version()).isEqualTo(2);
    assertThat(Folder.contents(folder)).containsKey("agents.db-wal");
  }
}
