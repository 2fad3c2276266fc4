package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that somebody deletes, moves or replaces while a store has it open. */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC},
    disabledReason = "Windows does not let go of an open file")
class ReplacedFileTest {

  @TempDir Path folder;
  private Path file;
  private Path aside;
  private SqliteAgentRepository store;

  @BeforeEach
  void storeAnAgent() {
    file = folder.resolve("agents.db");
    aside = folder.resolve("aside.db");
    store = SqliteAgentRepository.open(file);
    beat(store, "one");
  }

  @AfterEach
  void closeTheStore() {
    store.close();
  }

  @Test
  void aChangeIsRefusedWhereTheFileWasDeleted() throws IOException {
    Files.delete(file);

    refusesAChange();
    assertThat(file).doesNotExist();
  }

  @Test
  void aChangeIsRefusedWhileTheFileIsMovedAndTakenOnceItIsBack() throws IOException {
    Files.move(file, aside);
    refusesAChange();

    Files.move(aside, file);

    assertThat(beat(store, "one").version()).isEqualTo(2);
    assertThat(store.find(id("one")).map(Agent::version)).contains(2L);
  }

  @Test
  void aChangeIsRefusedWhereAnotherFileIsInItsPlace() throws IOException {
    Files.move(file, aside);
    Files.copy(aside, file);

    refusesAChange();
  }

  @Test
  void aChangeIsNotAnsweredIfTheFileGoesWhileItIsStored() {
    RegistryUnavailableException refusal =
        Refusal.of(file, () -> store.upsert(id("one"), stored -> moveAside(stored.orElseThrow())));

    assertThat(refusal).hasMessageContaining("was moved, deleted or replaced");
  }

  @Test
  void aStoreWhoseFileWasDeletedCanBeClosed() throws IOException {
    Files.delete(file);

    store.close();

    assertThat(file).doesNotExist();
  }

  private void refusesAChange() {
    RegistryUnavailableException refusal = Refusal.of(file, () -> beat(store, "one"));
    assertThat(refusal)
        .hasMessageContaining(
            "was moved, deleted or replaced: put it back, or restart on the new one");
    assertThat(refusal.isRetryable()).isFalse();
  }

  private Agent moveAside(Agent agent) {
    try {
      Files.move(file, aside);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return agent;
  }
}
