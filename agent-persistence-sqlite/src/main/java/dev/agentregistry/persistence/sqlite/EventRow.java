package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.LoggedEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A row of the log and the event in it. */
final class EventRow {

  /** The columns of an agent come first, so that they are read as a record's are. */
  static final String SELECT =
      "SELECT "
          + AgentRow.COLUMNS
          + ", seq, at, event, dropped_issue_ids, issue_id FROM events AS agents"
          + " WHERE seq > ?1 ORDER BY seq LIMIT ?2";

  static final String INSERT =
      """
      INSERT INTO events (seq, at, event, key, hostname, machine_address, repo_path, status,
        issue_ids, capabilities, ttl_seconds, created_at, updated_at, incarnation, last_seen_at,
        version, dropped_issue_ids, issue_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
      """;

  /** That those in these slots are removed, with the first number that is taken already. */
  static final String INSERT_REMOVED =
      """
      INSERT INTO events (seq, at, event, key, hostname, machine_address, repo_path, status,
        issue_ids, capabilities, ttl_seconds, created_at, updated_at, incarnation, last_seen_at,
        version, dropped_issue_ids)
      SELECT ?1 + row_number() OVER (ORDER BY r.slot), ?2, ?3, r.key, r.hostname,
        r.machine_address, r.repo_path, r.status, r.issue_ids, r.capabilities, r.ttl_seconds,
        r.created_at, r.updated_at, r.incarnation, b.last_seen_at, b.version, '[]'
      FROM agent_records AS r JOIN last_beats AS b ON b.slot = r.slot
      WHERE r.slot IN (SELECT value FROM json_each(?4))
      """;

  private static final int SEQ = 14;
  private static final int AT = 15;
  private static final int EVENT = 16;
  private static final int DROPPED = 17;
  private static final int ISSUE = 18;

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
      return new LoggedEvent.OfIssue(Objects.requireNonNull(row.getString(ISSUE)), state.get());
    }
    return new LoggedEvent.OfAgent(
        new Happening(kind, AgentRow.read(row), JsonStrings.parse(row.getString(DROPPED))));
  }

  /** Binds the parameters of {@link #INSERT}. */
  static void bind(PreparedStatement insert, LoggedEvent event) throws SQLException {
    insert.setLong(1, event.id());
    insert.setLong(2, event.at().toEpochMilli());
    insert.setString(3, name(event.subject().kind()));
    if (event.subject() instanceof LoggedEvent.OfAgent ofAgent) {
      bind(insert, ofAgent.happening());
      insert.setNull(18, Types.VARCHAR);
    } else {
      for (int column = 4; column <= 17; column++) {
        insert.setNull(column, Types.NULL);
      }
      insert.setString(18, ((LoggedEvent.OfIssue) event.subject()).issueId());
    }
  }

  private static void bind(PreparedStatement insert, Happening happening) throws SQLException {
    Agent agent = happening.agent();
    insert.setLong(4, agent.id().number());
    insert.setString(5, agent.identity().hostname());
    insert.setString(6, agent.identity().machineAddress());
    insert.setString(7, agent.identity().repoPath());
    insert.setString(8, agent.status().value());
    insert.setString(9, JsonStrings.format(agent.issueIds()));
    insert.setString(10, JsonStrings.format(agent.capabilities()));
    insert.setLong(11, agent.ttl().toSeconds());
    insert.setLong(12, agent.createdAt().toEpochMilli());
    insert.setLong(13, agent.updatedAt().toEpochMilli());
    insert.setLong(14, agent.incarnation());
    insert.setLong(15, agent.lastSeenAt().toEpochMilli());
    insert.setLong(16, agent.version());
    insert.setString(17, JsonStrings.format(happening.droppedIssueIds()));
  }

  /** As the table has it, and the wire. */
  static String name(EventKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
