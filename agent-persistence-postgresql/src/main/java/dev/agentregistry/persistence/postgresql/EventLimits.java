package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events are kept, and how long they may be together. Whoever logs the last of so many
 * looks for old ones, however few each process logs. Thread-safe.
 */
final class EventLimits {

  private static final int MORE_EVENTS = 1_000;
  private static final long MORE_CHARACTERS = 16L << 20;
  private static final long KEPT_BYTES = 64L << 20;

  private static final String FORGET_OLD =
      "DELETE FROM events WHERE seq <= (SELECT newest FROM event_counter) - ?";

  /** The newest stays, however long. */
  private static final String FORGET_TOO_LONG =
      """
      DELETE FROM events WHERE seq < (SELECT newest FROM event_counter) AND seq <= (
        SELECT max(seq) FROM (
          SELECT seq, sum(octet_length(repo_path) + pg_column_size(issue_ids)
            + pg_column_size(capabilities) + pg_column_size(dropped_issue_ids))
            OVER (ORDER BY seq DESC) AS bytes
          FROM events WHERE key IS NOT NULL) AS summed
        WHERE bytes > ?)
      """;

  private final AtomicBoolean isCrowded = new AtomicBoolean();
  private final AtomicLong characters = new AtomicLong();

  /** Events of agents are about to be logged. */
  void logged(long last, List<Happening> happenings) {
    logged(last, happenings.size());
    for (Happening happening : happenings) {
      characters.addAndGet(
          happening.agent().identity().repoPath().length()
              + length(happening.agent().issueIds())
              + length(happening.agent().capabilities())
              + length(happening.droppedIssueIds()));
    }
  }

  /**
   * Events are about to be logged.
   *
   * @param last the number of the last of them
   * @param count how many
   */
  void logged(long last, int count) {
    if (last / MORE_EVENTS > (last - count) / MORE_EVENTS) {
      isCrowded.set(true);
    }
  }

  /**
   * Removes old events, where it is time to look for them: in a transaction of its own, since
   * others may do the same. Where that fails the log is longer for a while.
   */
  void forgetOld(Pools pools) {
    if (!isCrowded.get() && characters.get() < MORE_CHARACTERS) {
      return;
    }
    try {
      pools.change(this::forgetOld);
    } catch (RegistryUnavailableException later) {
      // Whoever needs the database now will hear of it.
    }
  }

  private int forgetOld(Connection connection) throws SQLException {
    isCrowded.set(false);
    characters.set(0);
    return Sql.change(connection, FORGET_OLD, (long) EventLog.KEPT_EVENTS)
        + Sql.change(connection, FORGET_TOO_LONG, KEPT_BYTES);
  }

  private static long length(List<String> items) {
    return items.stream().mapToInt(String::length).sum();
  }
}
