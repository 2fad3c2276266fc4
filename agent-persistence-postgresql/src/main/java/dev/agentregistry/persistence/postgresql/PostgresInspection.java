package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks for what may be wrong with a database, and changes nothing in it. */
public final class PostgresInspection {

  private static final int EXAMPLES = 3;

  /** Clocks that differ by more make agents stale too early or too late. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(10);

  private static final String SERVER =
      "SELECT current_setting('server_version'), current_setting('synchronous_commit'), "
          + Sql.millis("clock_timestamp()");
  private static final String WITHOUT_BEAT =
      "SELECT count(*) FROM agent_records AS r LEFT JOIN last_beats AS b ON b.key = r.key"
          + " AND b.ttl_seconds = r.ttl_seconds WHERE b.key IS NULL";

  /** Entries that are there once, in the record or in the table of issues, and not in both. */
  private static final String WRONG_ISSUES =
      "SELECT count(*) FROM (SELECT r.key, item.value COLLATE \"C\" AS issue_id"
          + " FROM agent_records AS r CROSS JOIN jsonb_array_elements_text(r.issue_ids)"
          + " AS item (value) UNION ALL SELECT key, issue_id FROM agent_issues) AS entries"
          + " GROUP BY key, issue_id HAVING count(*) = 1 LIMIT 1";

  /** Statuses and TTLs of which there are more or fewer agents than were counted. */
  private static final String WRONG_COUNTS =
      "SELECT count(*) FROM (SELECT status, ttl_seconds, agents FROM agent_counts UNION ALL"
          + " SELECT status, ttl_seconds, -1 FROM agent_records) AS counted"
          + " GROUP BY status, ttl_seconds HAVING sum(agents) <> 0 LIMIT 1";

  private static final String FROM_FUTURE =
      "SELECT b.key, "
          + Sql.millis("b.last_seen_at")
          + ", count(*) OVER () FROM last_beats AS b WHERE b.last_seen_at > ?"
          + " ORDER BY b.last_seen_at DESC, b.key LIMIT "
          + EXAMPLES;

  private final Connection connection;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private PostgresInspection(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  /** One check over an open database. */
  private interface Check {
    Finding make() throws SQLException;
  }

  /**
   * Looks at a database. Whatever is wrong with it is found, never thrown.
   *
   * @param options the database
   * @param now the time
   */
  public static List<Finding> of(PostgresOptions options, Instant now) {
    Failures failures = new Failures(options);
    try (Connection connection = new Connector(options).openForLongWork()) {
      return new PostgresInspection(connection, now).run(failures);
    } catch (SQLException e) {
      return List.of(Finding.problem("database", told(failures.of(e))));
    }
  }

  private List<Finding> run(Failures failures) throws SQLException {
    connection.setReadOnly(true);
    int version = Migrations.version(connection);
    if (version == 0) {
      return List.of(Finding.warning("database", told(failures.empty())));
    }
    if (version > Schema.VERSION) {
      return List.of(Finding.problem("database", told(failures.newer(version))));
    }
    findings.add(Finding.ok("database", "it is an agent registry's, of version " + version));
    server();
    add("records", failures, this::records);
    add("future", failures, this::future);
    add("hosts", failures, () -> Duplicates.hosts(connection));
    add("paths", failures, () -> Duplicates.paths(connection));
    add("addresses", failures, () -> Duplicates.addresses(connection));
    return List.copyOf(findings);
  }

  private void add(String name, Failures failures, Check check) {
    try {
      findings.add(check.make());
    } catch (SQLException e) {
      findings.add(Finding.problem(name, told(failures.of(e))));
    }
  }

  private void server() throws SQLException {
    Sql.query(
        connection,
        SERVER,
        List.of(),
        row -> {
          findings.add(durability(row.getString(1), row.getString(2)));
          findings.add(clock(Instant.ofEpochMilli(row.getLong(3))));
        });
  }

  private static Finding durability(String version, String synchronousCommit) {
    return synchronousCommit.equals("off")
        ? Finding.warning(
            "durability",
            "synchronous_commit is off: a crash of the database may lose what was answered; set it"
                + " to on")
        : Finding.ok(
            "durability",
            "PostgreSQL %s, synchronous_commit is %s".formatted(version, synchronousCommit));
  }

  private Finding clock(Instant there) {
    Duration difference = Duration.between(now, there).abs();
    return difference.compareTo(CLOCK_DIFFERENCE) > 0
        ? Finding.warning(
            "clock",
            "the database's clock says %s and the one here %s: let both follow a time server"
                .formatted(there, now))
        : Finding.ok("clock", "the database's clock and the one here agree");
  }

  private Finding records() throws SQLException {
    boolean isWhole =
        Sql.first(connection, WITHOUT_BEAT) == 0
            && Sql.first(connection, WRONG_ISSUES) == 0
            && Sql.first(connection, WRONG_COUNTS) == 0;
    return isWhole
        ? Finding.ok("records", "the tables agree with each other")
        : Finding.problem(
            "records",
            "somebody changed tables by hand, and counts or issues are wrong: 'agents export' and"
                + " 'agents import' into an empty database set them right");
  }

  private Finding future() throws SQLException {
    List<String> first = new ArrayList<>();
    long[] latestAndCount = {0, 0};
    Sql.query(
        connection,
        FROM_FUTURE,
        List.of(now.plus(Agent.MAX_CLOCK_SKEW)),
        row -> {
          first.add(AgentId.ofNumber(row.getLong(1)).value());
          latestAndCount[0] = Math.max(latestAndCount[0], row.getLong(2));
          latestAndCount[1] = row.getLong(3);
        });
    return first.isEmpty()
        ? Finding.ok("future", "no agent was last seen in the future")
        : Finding.warning(
            "future",
            ("%d last seen in the future, up to %s, such as %s: check the clocks of all servers;"
                    + " their next heartbeats set them right")
                .formatted(
                    latestAndCount[1],
                    Instant.ofEpochMilli(latestAndCount[0]),
                    String.join(", ", first)));
  }

  private static String told(RegistryUnavailableException e) {
    return String.valueOf(e.getMessage());
  }
}
