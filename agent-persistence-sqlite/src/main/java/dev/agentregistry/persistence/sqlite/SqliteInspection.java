package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Finding;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks for what may be wrong with a database file, and changes nothing in it. */
public final class SqliteInspection {

  /** A log of this length has been folded in too seldom for a while: see {@link Checkpointer}. */
  private static final long LONG_LOG_BYTES = 256L * 1024 * 1024;

  private static final int BYTES_PER_MIB = 1024 * 1024;
  private static final String INTEGRITY = "integrity";

  private final DatabaseFile file;
  private final boolean isThorough;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private SqliteInspection(Path path, boolean isThorough, Instant now) {
    this.file = new DatabaseFile(path, new Connections(path));
    this.isThorough = isThorough;
    this.now = now;
  }

  /** One check over an open database. */
  interface Check {
    Finding over(Connection connection) throws SQLException;
  }

  /**
   * Looks at a file. Whatever is wrong with it is found, never thrown. The memory that it takes
   * does not depend on how many agents there are.
   *
   * @param file the database file
   * @param isThorough whether indexes are compared with their tables, which takes longer
   * @param now the time
   */
  public static List<Finding> of(Path file, boolean isThorough, Instant now) {
    return new SqliteInspection(file, isThorough, now).run();
  }

  private List<Finding> run() {
    // Before it is opened, which may end the log.
    long logBytes = file.logBytes();
    try {
      file.prepare(false);
      try (Connection connection = file.openAsIs()) {
        inspect(connection, logBytes);
      }
    } catch (SQLException e) {
      findings.add(Finding.problem("file", told(e)));
    } catch (RegistryUnavailableException e) {
      findings.add(Finding.problem("file", told(e)));
    }
    return List.copyOf(findings);
  }

  private void inspect(Connection connection, long logBytes) throws SQLException {
    int version = Sql.queryInt(connection, "PRAGMA user_version");
    if (version == 0) {
      findings.add(Finding.warning("file", told(file.failures().empty())));
      return;
    }
    findings.add(version(version));
    findings.add(log(logBytes));
    add(INTEGRITY, connection, this::integrity);
    if (version < Schema.VERSION) {
      return;
    }
    add("records", connection, Consistency::records);
    add("counts", connection, Consistency::counts);
    add("future", connection, open -> ClockFaults.in(open, now));
    add("hosts", connection, Duplicates::hosts);
    add("paths", connection, Duplicates::paths);
    add("addresses", connection, Duplicates::addresses);
  }

  private void add(String name, Connection connection, Check check) {
    try {
      findings.add(check.over(connection));
    } catch (SQLException e) {
      findings.add(Finding.problem(name, told(e)));
    }
  }

  private static Finding version(int version) {
    return version < Schema.VERSION
        ? Finding.warning(
            "file",
            "it has version %d; the next command that opens it brings it to %d: make a backup before"
                .formatted(version, Schema.VERSION))
        : Finding.ok("file", "it is an agent registry's, of version " + version);
  }

  private static Finding log(long bytes) {
    String size = "the write-ahead log has %d MiB".formatted(bytes / BYTES_PER_MIB);
    return bytes > LONG_LOG_BYTES
        ? Finding.warning(
            "log", size + ": end the program that has had the file open for long without a pause")
        : Finding.ok("log", size);
  }

  private Finding integrity(Connection connection) throws SQLException {
    String check = isThorough ? "integrity_check" : "quick_check";
    List<String> damage = Damage.in(connection, check);
    return damage.isEmpty()
        ? Finding.ok(INTEGRITY, "no damage found by SQLite's " + check)
        : Finding.problem(
            INTEGRITY,
            "the file is damaged (%s): restore a backup, or save with 'agents export' what can be"
                    .formatted(String.join("; ", damage))
                + " read");
  }

  private String told(SQLException e) {
    return told(file.failures().translate(e));
  }

  private static String told(RegistryUnavailableException e) {
    return String.valueOf(e.getMessage());
  }
}
