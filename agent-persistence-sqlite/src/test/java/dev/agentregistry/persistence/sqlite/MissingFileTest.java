package dev.agentregistry.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Paths where there is no file yet. */
class MissingFileTest {

  @TempDir Path folder;

  @Test
  void aMissingFileIsMade() {
    Path file = folder.resolve("agents.db");

    SqliteAgentRepository.open(file).close();

    assertThat(file).isNotEmptyFile();
  }

  @Test
  void anEmptyFileBecomesADatabase() throws IOException {
    Path file = Files.createFile(folder.resolve("agents.db"));

    SqliteAgentRepository.open(file).close();

    assertThat(Shell.ask(file, "SELECT count(*) FROM agents")).containsExactly("0");
  }

  @Test
  void aMissingFileThatHasToBeThereIsRefusedAndNotMade() {
    Path file = folder.resolve("agents.db");

    assertThat(Refusal.of(file, () -> SqliteAgentRepository.openExisting(file).close()))
        .hasMessageContaining("there is no database");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aMissingFolderIsRefusedAndNotMade() {
    Path file = folder.resolve("missing").resolve("agents.db");

    assertThat(Refusal.of(file, () -> SqliteAgentRepository.open(file).close()))
        .hasMessageContaining("make it first");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/sys refuses root too")
  void aFolderThatCannotBeWrittenIsRefused() {
    Path file = Path.of("/sys/agents.db");

    assertThat(Refusal.of(file, () -> SqliteAgentRepository.open(file).close()))
        .hasMessageContaining("cannot be made: check the owner and mode of its folder");
    assertThat(file).doesNotExist();
  }
}
