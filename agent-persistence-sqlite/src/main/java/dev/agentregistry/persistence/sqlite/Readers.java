package dev.agentregistry.persistence.sqlite;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A few read-only connections that all reading threads share. Thread-safe; a thread waits while all
 * are taken. SQLite keeps a carrier thread busy while it reads, so more would not help.
 */
final class Readers implements AutoCloseable {

  private static final int CONNECTIONS = 4;

  private final Connections connections;
  private final Failures failures;
  private final Semaphore free = new Semaphore(CONNECTIONS, true);
  private final Deque<ReadConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Connections connections, Failures failures) {
    this.connections = connections;
    this.failures = failures;
  }

  <T> T read(ReadConnection.Reading<T> reading) {
    free.acquireUninterruptibly();
    try {
      return readOverConnection(reading);
    } catch (SQLException e) {
      throw failures.translate(e);
    } finally {
      free.release();
    }
  }

  /** Waits for those that still read, then closes the connections. */
  @Override
  public void close() {
    closed = true;
    free.acquireUninterruptibly(CONNECTIONS);
    try {
      ReadConnection connection = idle.poll();
      while (connection != null) {
        connection.close();
        connection = idle.poll();
      }
    } catch (SQLException e) {
      throw failures.translate(e);
    } finally {
      free.release(CONNECTIONS);
    }
  }

  private <T> T readOverConnection(ReadConnection.Reading<T> reading) throws SQLException {
    if (closed) {
      throw failures.closed();
    }
    ReadConnection reused = idle.poll();
    ReadConnection connection = reused == null ? new ReadConnection(connections.read()) : reused;
    try {
      T result = connection.read(reading);
      idle.push(connection);
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      // It may be in any state: the next reader gets a new one.
      Sql.closeQuietly(connection);
      throw e;
    }
  }
}
