package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.LoggedEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of events, as the writer adds to it inside its transaction. Not thread-safe. */
final class EventTable {

  static final String NEWEST = "SELECT max(seq) FROM events";

  private static final String WAS_TOLD = "DELETE FROM stale_agents WHERE slot = ?1";
  private static final String TELL = "INSERT OR IGNORE INTO stale_agents (slot) VALUES (?1)";

  private static final String FORGET_OLD = "DELETE FROM events WHERE seq <= ?1";

  /** Which event is the newest of those that there is no room for. */
  private static final String TOO_LONG =
      """
      SELECT max(seq) FROM (
        SELECT seq, sum(octet_length(repo_path) + octet_length(issue_ids)
          + octet_length(capabilities) + octet_length(dropped_issue_ids))
          OVER (ORDER BY seq DESC) AS bytes
        FROM events WHERE key IS NOT NULL)
      WHERE bytes > ?1
      """;

  /**
   * Old events are removed with each so many-th, whichever process logs it, and once there are so
   * many more characters.
   */
  private static final int MORE_EVENTS = 1_000;

  /** To add up how long all are takes some milliseconds. */
  private static final int MANY_MORE_EVENTS = 5_000;

  private static final long MORE_CHARACTERS = 16L << 20;
  private static final long KEPT_BYTES = 64L << 20;
  private static final long UNKNOWN = -1;

  private final Statements statements;
  private long newest = UNKNOWN;
  private boolean isCrowded;
  private boolean mayBeTooLong;
  private long characters;

  /** By then everybody who was told here was silent for too long, or will have been. */
  private Instant silentBy = Instant.MIN;

  EventTable(Statements statements) {
    this.statements = statements;
  }

  /** Logs what a change of an agent means. */
  void changed(@Nullable Row before, @Nullable Agent after, Instant at) throws SQLException {
    boolean wasTold = before != null && after != null && wasTold(before, after);
    List<Happening> happenings =
        Happening.between(
            Optional.ofNullable(before).map(Row::agent), Optional.ofNullable(after), wasTold);
    for (Happening happening : happenings) {
      add(new LoggedEvent.OfAgent(happening), at);
    }
  }

  /**
   * Logs that agents are about to be removed: what {@link Happening#between} says of each, copied
   * in the database, since a prune removes many.
   */
  void removed(List<Row> rows, Instant at) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedStatement insert = statements.get(EventRow.INSERT_REMOVED);
    insert.setLong(1, newest());
    insert.setLong(2, at.toEpochMilli());
    insert.setString(3, EventRow.name(EventKind.REMOVED));
    insert.setString(4, rows.stream().map(Row::slot).toList().toString());
    count(newest + insert.executeUpdate());
    for (Row row : rows) {
      characters += length(row.agent());
    }
  }

  /** Tells that an agent is stale, unless that is known. */
  boolean tellStale(Row row, boolean isNews, Instant now) throws SQLException {
    PreparedStatement tell = statements.get(TELL);
    tell.setLong(1, row.slot());
    if (tell.executeUpdate() == 0) {
      return false;
    }
    Agent agent = row.agent();
    // One that was seen in the future may be online again before it is heard of again.
    Instant silentAt = agent.lastSeenAt().plus(agent.ttl()).plusMillis(1);
    silentBy = laterOf(silentBy, laterOf(silentAt, now));
    if (!isNews) {
      return false;
    }
    add(new LoggedEvent.OfAgent(Happening.stale(agent)), now);
    return true;
  }

  /** Whether anything was ever logged. */
  boolean isEmpty() throws SQLException {
    return newest() == 0;
  }

  void add(LoggedEvent.Subject subject, Instant at) throws SQLException {
    LoggedEvent event = new LoggedEvent(newest() + 1, at, subject);
    PreparedStatement insert = statements.get(EventRow.INSERT);
    EventRow.bind(insert, event);
    insert.executeUpdate();
    count(event.id());
    characters += length(subject);
  }

  /** Whoever logs the last of so many looks for old ones, however few each process logs. */
  private void count(long newNewest) {
    isCrowded |= newNewest / MORE_EVENTS > newest / MORE_EVENTS;
    mayBeTooLong |= newNewest / MANY_MORE_EVENTS > newest / MANY_MORE_EVENTS;
    newest = newNewest;
  }

  /** Removes old events where there are too many. */
  void forgetOld() throws SQLException {
    if (isCrowded) {
      isCrowded = false;
      delete(newest() - EventLog.KEPT_EVENTS);
    }
    if (mayBeTooLong || characters >= MORE_CHARACTERS) {
      mayBeTooLong = false;
      characters = 0;
      forgetTooLong();
    }
  }

  private void forgetTooLong() throws SQLException {
    PreparedStatement tooLong = statements.get(TOO_LONG);
    tooLong.setLong(1, KEPT_BYTES);
    // The newest stays, however long: from it the next gets its number.
    delete(Math.min(newest() - 1, Sql.first(tooLong)));
  }

  private void delete(long last) throws SQLException {
    PreparedStatement delete = statements.get(FORGET_OLD);
    delete.setLong(1, last);
    delete.executeUpdate();
  }

  /** Somebody else may have added some, or what was added here was rolled back. */
  void forget() {
    newest = UNKNOWN;
  }

  private long newest() throws SQLException {
    if (newest == UNKNOWN) {
      newest = statements.queryLong(NEWEST);
    }
    return newest;
  }

  /**
   * Only who has been silent for so long, or had a clock fault, can have been told; by the clock of
   * who told it, which may be ahead: a heartbeat waits to be stored, and clocks are set back.
   */
  private boolean wasTold(Row before, Agent after) throws SQLException {
    Instant heardAt = before.agent().lastSeenAt();
    Instant latest = laterOf(silentBy, after.lastSeenAt().plus(Agent.MAX_CLOCK_SKEW));
    boolean hadClockFault = after.lastSeenAt().isBefore(heardAt);
    if (!hadClockFault && Duration.between(heardAt, latest).compareTo(before.agent().ttl()) <= 0) {
      return false;
    }
    PreparedStatement wasTold = statements.get(WAS_TOLD);
    wasTold.setLong(1, before.slot());
    return wasTold.executeUpdate() > 0;
  }

  private static Instant laterOf(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static long length(LoggedEvent.Subject subject) {
    if (subject instanceof LoggedEvent.OfAgent ofAgent) {
      Happening happening = ofAgent.happening();
      return length(happening.agent()) + length(happening.droppedIssueIds());
    }
    return 0;
  }

  private static long length(Agent agent) {
    return agent.identity().repoPath().length()
        + length(agent.issueIds())
        + length(agent.capabilities());
  }

  private static long length(List<String> items) {
    long length = 0;
    for (String item : items) {
      length += item.length();
    }
    return length;
  }
}
