package dev.agentregistry.persistence.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * The connections to the database: some for changes and others for reading, so that neither keeps
 * the other waiting. Thread-safe.
 */
final class Pools implements AutoCloseable {

  /** The writer, a prune, the watch of events, notes and tokens. */
  private static final int CHANGES_AT_ONCE = 5;

  private static final int READS_AT_ONCE = 12;
  private static final Duration LONGEST_CHANGE = Duration.ofSeconds(10);
  private static final Duration LONGEST_READ = Duration.ofSeconds(30);

  /** A transaction that lost a race is run again so often: each time, somebody else has won. */
  private static final int ATTEMPTS = 50;

  private final Gate gate;
  private final Failures failures;
  private final HikariDataSource changes;
  private final HikariDataSource reads;

  Pools(Connector connector, Failures failures) {
    this.gate = new Gate(connector);
    this.failures = failures;
    this.changes = connector.pool("changes", CHANGES_AT_ONCE, LONGEST_CHANGE, false);
    this.reads = connector.pool("reads", READS_AT_ONCE, LONGEST_READ, true);
  }

  /** Work on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  Failures failures() {
    return failures;
  }

  /** Reads in one transaction: all of one moment. */
  <T> T read(Work<T> work) {
    return told(() -> run(reads, work));
  }

  /** Reads with one statement, which needs no transaction around it. */
  <T> T readOne(Work<T> work) {
    return told(
        () -> {
          try (Connection connection = connection(reads)) {
            connection.setAutoCommit(true);
            return noticingFailure(work, connection);
          }
        });
  }

  /** Changes something in one transaction, which is run again where it lost a race. */
  <T> T change(Work<T> work) {
    return told(() -> changing(work));
  }

  /** As {@link #change}, for who tells of failures himself. */
  <T> T changing(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return run(changes, work);
      } catch (SQLException e) {
        if (!Failures.isConflict(e) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private interface Asking<T> {
    T ask() throws SQLException;
  }

  private <T> T told(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }

  private <T> T run(HikariDataSource pool, Work<T> work) throws SQLException {
    try (Connection connection = connection(pool)) {
      try {
        return noticingFailure(open -> committed(work, open), connection);
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection);
        throw e;
      }
    }
  }

  private static <T> T committed(Work<T> work, Connection connection) throws SQLException {
    T result = work.on(connection);
    connection.commit();
    return result;
  }

  private <T> T noticingFailure(Work<T> work, Connection connection) throws SQLException {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      if (Failures.isAway(e)) {
        gate.failed(e);
      }
      if (Failures.isReadOnly(e)) {
        // After a failover: connections that are made anew find the primary.
        changes.getHikariPoolMXBean().softEvictConnections();
      }
      throw e;
    }
  }

  private Connection connection(HikariDataSource pool) throws SQLException {
    if (pool.isClosed()) {
      throw failures.closed();
    }
    gate.pass();
    try {
      return pool.getConnection();
    } catch (SQLTransientConnectionException noneInTime) {
      // Either nobody can reach it, or all connections are in use: the pool does not tell which.
      gate.look();
      throw failures.overloaded();
    }
  }

  /** The pool throws a connection away that cannot even do this. */
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException brokenAlready) {
      // What broke it is told.
    }
  }

  @Override
  public void close() {
    reads.close();
    changes.close();
  }
}
