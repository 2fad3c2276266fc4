package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.LoggedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A row of the log of events and the event in it. */
final class EventRow {

  static final String NEWEST = "SELECT newest FROM event_counter";

  private static final int SEQ = 14;
  private static final int AT = 15;
  private static final int EVENT = 16;
  private static final int DROPPED = 17;
  private static final int ISSUE = 18;

  /** The columns of an agent come first, so that they are read as a record's are. */
  static final String SELECT =
      "SELECT "
          + AgentRow.RECORD
          + ", "
          + Sql.millis("r.last_seen_at")
          + ", r.version, r.seq, "
          + Sql.millis("r.at")
          + ", r.event, "
          + Items.column("r.dropped_issue_ids")
          + ", r.issue_id FROM events AS r WHERE r.seq > ? ORDER BY r.seq LIMIT ?";

  private EventRow() {}

  /** The event in the row that the result set stands on; empty where somebody damaged it. */
  static Optional<LoggedEvent> read(ResultSet row) throws SQLException {
    try {
      return Optional.of(
          new LoggedEvent(row.getLong(SEQ), Instant.ofEpochMilli(row.getLong(AT)), subject(row)));
    } catch (RuntimeException damaged) {
      // Whatever is wrong with it: those that follow it have to be told.
      return Optional.empty();
    }
  }

  private static LoggedEvent.Subject subject(ResultSet row) throws SQLException {
    EventKind kind = EventKind.valueOf(row.getString(EVENT).toUpperCase(Locale.ROOT));
    Optional<IssueState> state = kind.issueState();
    if (state.isPresent()) {
      String issueId = Items.decode(Objects.requireNonNull(row.getString(ISSUE)));
      return new LoggedEvent.OfIssue(issueId, state.get());
    }
    Agent agent = AgentRow.read(row);
    return new LoggedEvent.OfAgent(new Happening(kind, agent, AgentRow.items(row, DROPPED)));
  }

  /** As the table has it, and the wire. */
  static String name(EventKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
