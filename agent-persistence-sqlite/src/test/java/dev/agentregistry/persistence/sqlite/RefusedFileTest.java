package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no sound database: refused in one line, and left as they are. */
class RefusedFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 50, 100, 511, 512, 5_000})
  void aTextFileIsRefused(int size) throws IOException {
    Files.writeString(file, "a text\n".repeat(size).substring(0, size));

    assertThat(Refusal.toOpen(file)).contains("is not a SQLite database: name another file");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100, 4_096, 10_000})
  void randomBytesAreRefused(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Files.write(file, bytes);

    assertThat(Refusal.toOpen(file)).contains("is not a SQLite database: name another file");
  }

  @Test
  void aTextThatStartsLikeADatabaseIsRefused() throws IOException {
    byte[] start = "SQLite format 3\0".getBytes(StandardCharsets.UTF_8);
    Files.write(file, start);

    assertThat(Refusal.toOpen(file)).contains(": name another file");
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 4_095, 4_096, 8_192, 20_000})
  void aTruncatedDatabaseOfOursIsRefused(int size) throws IOException {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      Beats.crowd(store, 300, T0);
    }
    try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
      writing.setLength(size);
    }

    assertThat(Refusal.toOpen(file)).containsAnyOf("restore a backup", "name another file");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have other devices")
  void aDeviceIsRefused() {
    Path device = Path.of("/dev/null");

    assertThat(Refusal.of(device, () -> SqliteAgentRepository.open(device).close()))
        .hasMessageContaining("is not a file on a disk: name another file");
  }

  @Test
  void aFolderIsRefused() throws IOException {
    Files.createDirectory(file);

    assertThat(Refusal.toOpen(file)).contains("is a folder, not a database: name a file in it");
  }
}
