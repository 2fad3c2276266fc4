package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who may read the files. */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC},
    disabledReason = "Windows has no POSIX modes")
class FileModeTest {

  @TempDir Path folder;

  @Test
  void onlyTheOwnerMayReadTheDatabaseAndTheFilesBesideIt() throws IOException {
    Path file = folder.resolve("agents.db");

    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(store, "one");

      assertThat(mode("agents.db")).isEqualTo("rw-------");
      assertThat(mode("agents.db-wal")).isEqualTo("rw-------");
      assertThat(mode("agents.db-shm")).isEqualTo("rw-------");
    }
    assertThat(mode("agents.db")).isEqualTo("rw-------");
  }

  @Test
  void theModeOfAFileThatWasThereStays() throws IOException {
    Path file = Files.createFile(folder.resolve("agents.db"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    SqliteAgentRepository.open(file).close();

    assertThat(mode("agents.db")).isEqualTo("rw-r-----");
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }
}
