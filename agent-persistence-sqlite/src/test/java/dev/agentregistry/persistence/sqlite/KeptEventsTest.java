package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.LoggedEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of events in a file, whoever wrote it. */
class KeptEventsTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeTheFile() {
    file = folder.resolve("agents.db");
    SqliteAgentRepository.open(file).close();
  }

  /** Events of an issue, as others may have logged them. */
  private void log(int from, int to) {
    Shell.run(
        file,
        """
        WITH RECURSIVE numbers (seq) AS (
          SELECT %d UNION ALL SELECT seq + 1 FROM numbers WHERE seq < %d)
        INSERT INTO events (seq, at, event, issue_id) SELECT seq, 0, 'held', 'A-1' FROM numbers
        """
            .formatted(from, to));
  }

  @Test
  void oldOnesGoAlsoWhereEachProcessAddsOnlyFew() {
    log(1, 2 * EventLog.KEPT_EVENTS - 1);

    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      beat(store, "one");
    }

    assertThat(Shell.ask(file, "SELECT count(*) FROM events"))
        .containsExactly(String.valueOf(EventLog.KEPT_EVENTS));
  }

  @Test
  void damagedOnesAreLeftOut() {
    log(1, 3);
    Shell.run(
        file,
        "INSERT INTO events (seq, at, event) VALUES (4, 0, 'held'), (5, 0, 'stale'), (6, 0, '?')",
        "INSERT INTO events (seq, at, event, key, hostname, issue_ids)"
            + " VALUES (7, 0, 'stale', 1, 'h', '[')");
    log(8, 8);

    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      assertThat(store.eventLog().after(0, 10))
          .extracting(LoggedEvent::id)
          .containsExactly(1L, 2L, 3L, 8L);
    }
  }
}
