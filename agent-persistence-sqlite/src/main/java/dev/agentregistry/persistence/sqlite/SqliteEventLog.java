package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.LoggedEvent;
import dev.agentregistry.persistence.commit.GroupCommit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The log of events in the same file. Thread-safe. */
final class SqliteEventLog implements EventLog {

  /** How many agents one step tells of: few enough that no heartbeat waits for long. */
  private static final int STEP = 50;

  /** Before anything was logged nobody is told, and nobody sends heartbeats yet. */
  private static final int SILENT_STEP = 50_000;

  private final GroupCommit<AgentTable> writer;
  private final Readers readers;
  private final StaleFinder finder = new StaleFinder();

  SqliteEventLog(GroupCommit<AgentTable> writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public long newest() {
    return readers.read(statements -> statements.queryLong(EventTable.NEWEST));
  }

  @Override
  public List<LoggedEvent> after(long id, int limit) {
    return readers.read(statements -> read(statements, id, limit));
  }

  private static List<LoggedEvent> read(Statements statements, long id, int limit)
      throws SQLException {
    PreparedStatement select = statements.get(EventRow.SELECT);
    select.setLong(1, id);
    select.setLong(2, limit);
    List<LoggedEvent> events = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        EventRow.read(rows).ifPresent(events::add);
      }
    }
    return events;
  }

  @Override
  public synchronized int tellStale(Listening listening, Instant now) {
    int told = 0;
    StaleFinder.Found found;
    do {
      found = readers.read(statements -> finder.find(statements, listening, now));
      int step = newest() == 0 ? SILENT_STEP : STEP;
      for (List<Long> slots : steps(found.slots(), step)) {
        told += writer.write(table -> table.tellStale(slots, listening, now));
      }
      finder.told(found);
    } while (!found.isAll());
    return told;
  }

  @Override
  public int tellAllIssues(Listening listening, Instant now) {
    List<String> changed =
        readers.read(statements -> ToldIssues.at(statements, listening, now).changed());
    return tell(changed, listening, now);
  }

  @Override
  public int tellIssues(Collection<String> issueIds, Listening listening, Instant now) {
    if (issueIds.isEmpty()) {
      return 0;
    }
    List<String> changed =
        readers.read(statements -> ToldIssues.at(statements, listening, now).changed(issueIds));
    return tell(changed, listening, now);
  }

  /** Looks again inside each transaction: they may have changed meanwhile. */
  private int tell(List<String> issueIds, Listening listening, Instant now) {
    int told = 0;
    for (List<String> some : steps(issueIds, STEP)) {
      told += writer.write(table -> table.tellIssues(some, listening, now));
    }
    return told;
  }

  private static <T> List<List<T>> steps(List<T> all, int size) {
    List<List<T>> steps = new ArrayList<>();
    for (int start = 0; start < all.size(); start += size) {
      steps.add(all.subList(start, Math.min(all.size(), start + size)));
    }
    return steps;
  }
}
