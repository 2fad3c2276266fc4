package dev.agentregistry.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/** Copies a database, whole and as of one moment, while others go on writing to it. */
public final class SqliteBackup {

  /** 1 MiB: often enough for whoever is told how far it has come. */
  private static final int PAGES_PER_STEP = 256;

  /** Where another process folds the whole log in at this moment; each time SQLite pauses. */
  private static final int MAX_PAUSES = 100;

  private static final int PAUSE_MILLIS = 50;

  private static final String ALL = "main";

  private SqliteBackup() {}

  /** Is told how far it has come. */
  public interface Observer {

    /**
     * So many pages are copied.
     *
     * @param pages how many
     * @param all of how many
     */
    void copied(long pages, long all);
  }

  /**
   * Copies it, and checks the copy. Nobody waits for it: only the write-ahead log grows until it is
   * done.
   *
   * @param source the database file, of this version or an older one
   * @param target an empty file, or none; nothing stays beside it. Not yet forced to the disk
   * @param observer is told how far it has come, in this thread
   * @throws dev.agentregistry.domain.RegistryUnavailableException if the source cannot be read, is
   *     foreign or damaged, or the target cannot be written; what is in the target is of no use
   *     then
   */
  public static void copy(Path source, Path target, Observer observer) {
    DatabaseFile file = new DatabaseFile(source, new Connections(source));
    file.prepare(false);
    try (Connection connection = file.openAsIs()) {
      copy(connection, file.failures(), target, observer);
    } catch (SQLException e) {
      throw file.failures().translate(e);
    }
    check(file.failures(), target);
  }

  private static void copy(Connection connection, Failures failures, Path target, Observer observer)
      throws SQLException {
    // In a transaction of its own, the copy is of the moment at which that began. Without one,
    // SQLite begins anew whenever another connection has written, and while heartbeats go on it
    // never ends. VACUUM INTO would end too, but sorts each index again and tells no progress.
    Sql.execute(connection, "BEGIN");
    if (Sql.queryInt(connection, "PRAGMA application_id") != Schema.APPLICATION_ID) {
      throw failures.empty();
    }
    DB database = ((SQLiteConnection) connection).getDatabase();
    int result =
        database.backup(
            ALL,
            target.toAbsolutePath().toString(),
            (rest, all) -> observer.copied(all - rest, all),
            PAUSE_MILLIS,
            MAX_PAUSES,
            PAGES_PER_STEP);
    Sql.rollbackQuietly(connection);
    if (result != SQLiteErrorCode.SQLITE_OK.code) {
      SQLException failure = DB.newSQLException(result, "the copy failed");
      throw Failures.isCorrupt(failure)
          ? failures.translate(failure)
          : new Failures(target).translate(failure);
    }
  }

  /** A copy of a damaged file would be found out only when it is needed. */
  private static void check(Failures failures, Path target) {
    try (Connection copy = new Connections(target).inspect()) {
      List<String> damage = Damage.in(copy, "quick_check");
      if (!damage.isEmpty()) {
        throw failures.damaged(String.join("; ", damage));
      }
    } catch (SQLException e) {
      throw Failures.isCorrupt(e) ? failures.translate(e) : new Failures(target).translate(e);
    }
  }
}
