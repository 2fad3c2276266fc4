package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Whether the tables agree with each other, and their rows with the rules. */
final class Consistency {

  private static final String RECORDS =
      "SELECT " + AgentRow.COLUMNS + " FROM " + Sources.byRecord(Access.NONE);

  /** Records without a last heartbeat, and the other way round. */
  private static final String HALVES =
      "SELECT (SELECT count(*) FROM agent_records WHERE slot NOT IN (SELECT slot FROM last_beats))"
          + " + (SELECT count(*) FROM last_beats AS b WHERE NOT EXISTS"
          + " (SELECT 1 FROM agent_records AS r WHERE r.slot = b.slot AND r.key = b.key))";

  private static final String COUNTED =
      "SELECT status, ttl_seconds, count(*) FROM agent_records GROUP BY status, ttl_seconds";
  private static final String KEPT = "SELECT status, ttl_seconds, agents FROM agent_counts";
  private static final String DIFFERENT_COUNTS =
      "SELECT (SELECT count(*) FROM ("
          + COUNTED
          + " EXCEPT "
          + KEPT
          + "))"
          + " + (SELECT count(*) FROM ("
          + KEPT
          + " EXCEPT "
          + COUNTED
          + "))";

  private Consistency() {}

  /** Reads every record, one at a time. */
  static Finding records(Connection connection) throws SQLException {
    long agents = 0;
    long bad = 0;
    String first = "";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(RECORDS)) {
      while (rows.next()) {
        agents++;
        Optional<String> problem = problem(rows);
        if (problem.isPresent()) {
          first = bad == 0 ? problem.get() : first;
          bad++;
        }
      }
    }
    if (bad > 0) {
      return Finding.problem(
          "records", "%d of %d records are bad; the first: %s".formatted(bad, agents, first));
    }
    int halves = Sql.queryInt(connection, HALVES);
    return halves > 0
        ? Finding.problem(
            "records",
            halves
                + " records lack a half: export into a new file what can be read, or restore a"
                + " backup")
        : Finding.ok("records", "all can be read: " + agents);
  }

  private static Optional<String> problem(ResultSet row) throws SQLException {
    try {
      Agent agent = AgentRow.read(row);
      AgentId derived = AgentId.derive(agent.identity());
      return derived.equals(agent.id())
          ? Optional.empty()
          : Optional.of(
              "the record %s has an identity that derives %s: delete that row"
                  .formatted(agent.id(), derived));
    } catch (RegistryUnavailableException unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  /** Compares the counts that triggers keep with the records. */
  static Finding counts(Connection connection) throws SQLException {
    return Sql.queryInt(connection, DIFFERENT_COUNTS) == 0
        ? Finding.ok("counts", "the kept counts are right")
        : Finding.problem(
            "counts",
            "the kept counts are wrong, and so are totals: 'agents export', and 'agents import'"
                + " into a new file, sets them right");
  }
}
