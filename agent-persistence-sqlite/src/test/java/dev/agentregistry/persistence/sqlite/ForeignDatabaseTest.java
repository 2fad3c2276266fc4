package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Databases of other programs, and of newer versions of ours: refused, and left as they are. */
class ForeignDatabaseTest {

  private static final int NEWER = Schema.VERSION + 1;

  private static final String OTHERS = "is the database of another program: name another file";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("agents.db");
  }

  @Test
  void aDatabaseWithTheMarkOfAnotherProgramIsRefused() {
    Shell.run(file, "PRAGMA application_id = 7", "CREATE TABLE agents (x)");

    assertThat(Refusal.toOpen(file)).contains(OTHERS);
  }

  @Test
  void aDatabaseWithNothingButAnothersMarkIsRefused() {
    Shell.run(file, "PRAGMA application_id = 7");

    assertThat(Refusal.toOpen(file)).contains(OTHERS);
  }

  @Test
  void aDatabaseWithNothingButAVersionIsRefused() {
    Shell.run(file, "PRAGMA user_version = 1");

    assertThat(Refusal.toOpen(file)).contains(OTHERS);
  }

  @Test
  void aDatabaseWithATableAndNoMarkIsRefused() {
    Shell.run(file, "CREATE TABLE t (x)");

    assertThat(Refusal.toOpen(file)).contains(OTHERS);
  }

  @Test
  void aDatabaseInWriteAheadModeIsRefused() {
    Shell.run(file, "PRAGMA journal_mode = WAL", "CREATE TABLE t (x)");

    assertThat(Refusal.toOpen(file)).contains(OTHERS);
  }

  @Test
  void aDatabaseThatIsInUseIsRefused() {
    try (Shell other = Shell.open(file)) {
      other.run("PRAGMA journal_mode = WAL", "CREATE TABLE t (x)");

      assertThat(Refusal.toOpen(file)).contains(OTHERS);
    }
  }

  @Test
  void aDatabaseWhoseLogNobodyFoldedInIsRefused(@TempDir Path other) {
    try (Shell crashed = Shell.open(file)) {
      crashed.run("PRAGMA journal_mode = WAL", "CREATE TABLE t (x)");
      Folder.copy(file, other);
    }

    assertThat(Refusal.toOpen(other.resolve("agents.db"))).contains(OTHERS);
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "Windows lets only admins make links")
  void aLinkToADatabaseWhoseLogNobodyFoldedInIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path links = Files.createDirectory(folder.resolve("links"));
    try (Shell crashed = Shell.open(file)) {
      crashed.run("PRAGMA journal_mode = WAL", "CREATE TABLE t (x)");
      Folder.copy(file, other);
    }
    Path link = Files.createSymbolicLink(links.resolve("link.db"), other.resolve("agents.db"));
    var before = Folder.contents(other);

    assertThat(Refusal.toOpen(link)).contains(OTHERS);
    assertThat(Folder.contents(other)).isEqualTo(before);
  }

  @Test
  void aNewerVersionOfOursIsRefused() {
    SqliteAgentRepository.open(file).close();
    Shell.run(file, "PRAGMA user_version = " + NEWER);

    assertThat(Refusal.toOpen(file))
        .contains(
            "has version " + NEWER + ", made by a newer agent registry",
            "up to " + Schema.VERSION + ": use the newer program");
  }

  @Test
  void aNewerVersionIsRefusedThoughOnlyTheLogTellsIt(@TempDir Path other) {
    SqliteAgentRepository.open(file).close();
    try (Shell newer = Shell.open(file)) {
      newer.run("PRAGMA user_version = " + NEWER);
      Folder.copy(file, other);
      assertThat(Refusal.toOpen(file)).contains("has version " + NEWER);
    }

    assertThat(Refusal.toOpen(other.resolve("agents.db"))).contains("has version " + NEWER);
  }

  @Test
  void aDatabaseOfOursWithALogThatNobodyFoldedInIsOpened(@TempDir Path other) {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      Beats.crowd(store, 300, T0);
      Folder.copy(file, other);
    }

    try (SqliteAgentRepository copy = SqliteAgentRepository.open(other.resolve("agents.db"))) {
      assertThat(copy.find(Beats.id("crowd-299"))).isPresent();
    }
  }
}
