package dev.agentregistry.persistence.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Folds the write-ahead log into the file, on a thread and a connection of its own, so that no
 * commit waits for it. Only the last few pages, which arrive while it works, are left to the writer
 * between two commits: a log starts anew when a writer finds all of it in the file. Where the log
 * grows all the same, the writer stops for it once in a while. Thread-safe.
 *
 * <p>See "Write-Ahead Logging" on sqlite.org, sections 2.3 and 6.
 */
final class Checkpointer implements AutoCloseable {

  /** It never waits for anybody: what a reader still needs is left for the next time. */
  static final String PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)";

  /**
   * Waits for readers, while the writer that calls it, and so every commit, waits too: not long.
   */
  private static final String RESTART = "PRAGMA wal_checkpoint(RESTART)";

  private static final String STATE = "PRAGMA wal_checkpoint(NOOP)";

  /** Few enough for the writer: some milliseconds. */
  private static final int FEW_PAGES = 512;

  /** The log grows while it is folded in; each round leaves less. */
  private static final int MAX_ROUNDS = 4;

  /** A log of so many times the length that is due: readers overlap, or the disk is too slow. */
  private static final int TOO_LONG = 4;

  /** Each dirties some pages of the log, or a part of one. */
  private static final int CHANGES_BETWEEN_LOOKS = 512;

  private final Connections connections;
  private final int pages;
  private final Semaphore looks = new Semaphore(0);
  private @Nullable Thread thread;
  private int changes;
  private volatile @Nullable String leftToWriter;
  private volatile boolean closed;

  /**
   * Makes one that sleeps until it is needed.
   *
   * @param connections to the file
   * @param pages how long the log gets before it is folded in
   */
  Checkpointer(Connections connections, int pages) {
    this.connections = connections;
    this.pages = pages;
  }

  /** The log's length in pages, and how many of them are in the file. */
  private record Log(int pages, int folded) {
    int rest() {
      return pages - folded;
    }
  }

  /** Called by the writer after each commit, with the number of changes in it. */
  void committed(int newChanges) {
    changes += newChanges;
    if (changes >= CHANGES_BETWEEN_LOOKS) {
      changes = 0;
      look();
    }
  }

  /** What the writer has to do now, between two commits; asked once each time. */
  Optional<String> forTheWriter() {
    if (leftToWriter == null) {
      return Optional.empty();
    }
    String checkpoint = leftToWriter;
    leftToWriter = null;
    return Optional.ofNullable(checkpoint);
  }

  private void look() {
    Thread running = thread;
    if (running == null || !running.isAlive()) {
      // Not before it is needed: short commands do without.
      Thread started = new Thread(this::run, "agent-registry-checkpointer");
      started.setDaemon(true);
      started.start();
      thread = started;
    }
    looks.release();
  }

  @Override
  public void close() {
    closed = true;
    looks.release();
    Thread running = thread;
    while (running != null && running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void run() {
    looks.acquireUninterruptibly();
    while (!closed) {
      try (Connection connection = connections.checkpoint()) {
        watch(connection);
      } catch (SQLException later) {
        // A full disk, say: the log grows on, and the next look tries again.
        looks.acquireUninterruptibly();
      }
    }
  }

  private void watch(Connection connection) throws SQLException {
    int due = pages;
    while (!closed) {
      Log log = read(connection, STATE);
      if (log.pages() >= due) {
        log = fold(connection);
        leaveToWriter(log);
        // Where a reader stands in the way, not each time again.
        due = log.pages() + log.pages() / 4;
      } else if (log.pages() < pages) {
        due = pages;
      }
      // In this order: a look that is wanted from here on is not lost.
      looks.acquireUninterruptibly();
      looks.drainPermits();
    }
  }

  private void leaveToWriter(Log log) {
    if (log.pages() >= TOO_LONG * pages) {
      leftToWriter = RESTART;
    } else if (log.rest() <= FEW_PAGES) {
      leftToWriter = PASSIVE;
    }
  }

  private static Log fold(Connection connection) throws SQLException {
    Log log = read(connection, PASSIVE);
    for (int round = 1; round < MAX_ROUNDS && log.rest() > FEW_PAGES; round++) {
      log = read(connection, PASSIVE);
    }
    return log;
  }

  private static Log read(Connection connection, String checkpoint) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(checkpoint)) {
      // The first column says whether another process does the same at this moment.
      return new Log(row.getInt(2), row.getInt(3));
    }
  }
}
