package dev.agentregistry.acceptance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The lock that only one writer can have: here another process than the server has it. */
final class WriteLock implements AutoCloseable {

  private final Connection holder;

  private WriteLock(Connection holder) {
    this.holder = holder;
  }

  static WriteLock on(Path file) throws SQLException {
    WriteLock lock = new WriteLock(Sqlite.open(file));
    Sqlite.execute(lock.holder, "BEGIN IMMEDIATE");
    return lock;
  }

  /** Gives it back, and closes the file. Harmless when repeated. */
  void release() throws SQLException {
    holder.close();
  }

  @Override
  public void close() throws SQLException {
    release();
  }
}
