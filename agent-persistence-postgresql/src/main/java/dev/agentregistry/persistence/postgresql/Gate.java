package dev.agentregistry.persistence.postgresql;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Keeps callers from waiting for a database that is away: while it is, one attempt at a time is
 * made to reach it, with a pause after each. Who begins one waits for it, but not for long, and all
 * others are told at once. So it is in use again a moment after it is back, however many ask and
 * however long an attempt takes. Thread-safe.
 */
final class Gate {

  private static final long PAUSE_NANOS = 100_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** In PostgreSQL's codes: the connection cannot be made. */
  private static final String UNREACHABLE = "08001";

  private final Connector connector;
  private final Duration patience;
  private final LongSupplier nanoTime;

  /** Why nobody gets through; empty while everybody does. */
  private volatile Optional<SQLException> away = Optional.empty();

  /** What the last attempt failed with, if it did. */
  private CompletableFuture<Optional<SQLException>> attempt =
      CompletableFuture.completedFuture(Optional.empty());

  /** When the last attempt ended. */
  private volatile long triedAt;

  Gate(Connector connector) {
    this(connector, PATIENCE, System::nanoTime);
  }

  Gate(Connector connector, Duration patience, LongSupplier nanoTime) {
    this.connector = connector;
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.triedAt = nanoTime.getAsLong() - PAUSE_NANOS;
  }

  /**
   * Lets a caller through.
   *
   * @throws SQLException why the database is out of reach, if it is
   */
  void pass() throws SQLException {
    if (away.isPresent()) {
      look();
    }
  }

  /** Tells that a connection failed. */
  void failed(SQLException reason) {
    away = Optional.of(reason);
  }

  /**
   * Looks whether the database can be reached, unless somebody is looking, or just has: a crowd
   * must not try to connect all at once.
   *
   * @throws SQLException why it cannot
   */
  void look() throws SQLException {
    Optional<CompletableFuture<Optional<SQLException>>> begun = begin();
    Optional<SQLException> failure = begun.isPresent() ? outcome(begun.get()) : away;
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private synchronized Optional<CompletableFuture<Optional<SQLException>>> begin() {
    if (!attempt.isDone() || nanoTime.getAsLong() - triedAt < PAUSE_NANOS) {
      return Optional.empty();
    }
    attempt = CompletableFuture.supplyAsync(this::connect, Gate::start);
    return Optional.of(attempt);
  }

  private static void start(Runnable attempt) {
    Thread thread = new Thread(attempt, "agent-registry-database");
    thread.setDaemon(true);
    thread.start();
  }

  private Optional<SQLException> connect() {
    try {
      connector.open().close();
      away = Optional.empty();
      return Optional.empty();
    } catch (SQLException e) {
      // Where there is no room for one more, those that are connected already can go on.
      away = Failures.isFull(e) ? Optional.empty() : Optional.of(e);
      return Optional.of(e);
    } finally {
      triedAt = nanoTime.getAsLong();
    }
  }

  /** The attempt goes on, however long it takes; its beginner does not. */
  private Optional<SQLException> outcome(CompletableFuture<Optional<SQLException>> begun) {
    try {
      return begun.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      failed(new SQLTimeoutException("it does not answer", UNREACHABLE, e));
      return away;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return away;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
