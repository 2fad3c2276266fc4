package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of version 2 has heartbeats in a journal that the agents' rows do not have yet. */
class OldJournalTest {

  private static final int VERSION_WITH_JOURNAL = 2;

  @TempDir Path folder;

  @Test
  void noneOfThemIsLost() {
    Path file = folder.resolve("agents.db");
    try (Shell shell = Shell.open(file)) {
      shell.run("PRAGMA journal_mode = WAL");
      for (int from = 0; from < VERSION_WITH_JOURNAL; from++) {
        shell.run(Schema.migrationFrom(from));
      }
      shell.run(
          "PRAGMA application_id = " + Schema.APPLICATION_ID,
          "PRAGMA user_version = " + VERSION_WITH_JOURNAL);
      addAgent(shell, "folded", 7);
      addAgent(shell, "later", 7);
      addAgent(shell, "quiet", 7);
      addBeat(shell, 5, "folded", 4);
      addBeat(shell, 6, "later", 4);
      addBeat(shell, 8, "later", 8);
      addBeat(shell, 9, "later", 9);
      addBeat(shell, 10, "removed", 3);
    }

    SqliteAgentRepository.openExisting(file).close();

    assertThat(
            Shell.ask(
                file,
                "SELECT repo_path || ' ' || version || ' ' || last_seen_at FROM agents"
                    + " ORDER BY repo_path"))
        .containsExactly(
            "/srv/repos/folded 7 7000", "/srv/repos/later 9 9000", "/srv/repos/quiet 7 7000");
    assertThat(Shell.ask(file, "SELECT name FROM sqlite_schema WHERE name LIKE '%journal%'"))
        .isEmpty();
    assertThat(Shell.ask(file, "PRAGMA integrity_check")).containsExactly("ok");
  }

  /** Its row counts up to an entry of the same number as its version. */
  private static void addAgent(Shell shell, String name, int version) {
    shell.run(
        """
        INSERT INTO agent_records (key, hostname, machine_address, repo_path, status, issue_ids,
          capabilities, ttl_seconds, created_at, updated_at, hostname_folded, incarnation)
        VALUES (%d, 'build-01', '10.0.0.5', '/srv/repos/%s', 'active', '[]', '[]', 60, 0, 0,
          'build-01', 1)
        """
            .formatted(id(name).number(), name),
        "INSERT INTO last_beats (key, last_seen_at, version, seq) VALUES (%d, %d, %d, %d)"
            .formatted(id(name).number(), version * 1000, version, version));
  }

  private static void addBeat(Shell shell, int seq, String name, int version) {
    shell.run(
        "INSERT INTO journal (seq, key, last_seen_at, version) VALUES (%d, %d, %d, %d)"
            .formatted(seq, id(name).number(), version * 1000, version));
  }
}
