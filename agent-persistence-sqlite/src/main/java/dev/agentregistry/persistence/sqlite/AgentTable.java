package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Removal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents, as the writer changes them inside its transaction. Not thread-safe.
 *
 * <p>Changes are made in memory and written when the transaction ends, so that each agent is read
 * and written once, however many of its heartbeats share the batch. A rule that refuses leaves
 * nothing half done.
 */
final class AgentTable implements AutoCloseable {

  private static final String FROM =
      " FROM last_beats CROSS JOIN agent_records AS agents ON agents.key = last_beats.key";
  private static final String SELECT = "SELECT " + AgentRow.COLUMNS + ", seq" + FROM;
  private static final int LAST_SEEN_AT = 12;
  private static final int SEQ = 14;

  private static final String SELECT_KEYS =
      SELECT + " WHERE last_beats.key IN (SELECT value FROM json_each(?))";

  /** The trigger on it removes what belongs to the agent elsewhere. */
  private static final String DELETE =
      "DELETE FROM agent_records WHERE key IN (SELECT value FROM json_each(?))";

  private static final String DATA_VERSION = "PRAGMA data_version";

  private final Statements statements;
  private final Journal journal;
  private final AgentCache cache = new AgentCache();

  /** The agents that this transaction has met. */
  private final Map<Long, Met> met = new LinkedHashMap<>();

  private long dataVersion;
  private boolean knowsJournal;

  private AgentTable(Connection connection, WriteLimits limits) {
    this.statements = new Statements(connection);
    this.journal = new Journal(statements, limits);
  }

  static AgentTable over(DatabaseFile file, WriteLimits limits) {
    return new AgentTable(file.open(), limits);
  }

  /** An agent as it is stored, and as it is now. */
  private static final class Met {
    private @Nullable Agent stored;
    private @Nullable Agent now;
    private boolean changed;

    Met(@Nullable Agent stored) {
      this.stored = stored;
      this.now = stored;
    }

    void becomes(@Nullable Agent agent) {
      now = agent;
      changed = true;
    }

    void written() {
      stored = now;
      changed = false;
    }
  }

  /**
   * Begins a transaction.
   *
   * @param wanted agents that will be asked for: reading them together is quicker
   */
  void begin(Collection<AgentId> wanted) throws SQLException {
    // Immediate: the lock is taken, and waited for, before anything is read.
    statements.execute("BEGIN IMMEDIATE");
    noticeOtherProcesses();
    meet(wanted);
  }

  /** Writes what has changed, and commits. */
  void commit() throws SQLException {
    write();
    journal.foldIfDue();
    statements.execute("COMMIT");
    met.clear();
  }

  /** Ends the transaction if it is still open; some failures have already ended it. */
  void rollback() {
    met.clear();
    cache.clear();
    journal.forget();
    knowsJournal = false;
    statements.rollbackQuietly();
  }

  Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) throws SQLException {
    Met agent = meet(id);
    Agent changed = change.apply(Optional.ofNullable(agent.now));
    agent.becomes(changed);
    return changed;
  }

  Removal delete(AgentId id, Predicate<Agent> condition) throws SQLException {
    Met agent = meet(id);
    if (agent.now == null) {
      return Removal.UNKNOWN;
    }
    if (!condition.test(agent.now)) {
      return Removal.CHANGED;
    }
    agent.becomes(null);
    return Removal.REMOVED;
  }

  /**
   * Deletes agents of a scope, the longest silent first.
   *
   * @param scope which agents go
   * @param from the place where the step before ended: agents that stay are not looked at again
   * @param limit how many agents are looked at
   */
  PruneStep prune(PruneScope scope, long from, int limit) throws SQLException {
    write();
    met.clear();
    Filter filter = Filter.of(scope, from);
    PreparedStatement query =
        statements.get(SELECT + filter.where() + " ORDER BY last_seen_at LIMIT " + limit);
    Sql.bind(query, filter.parameters());
    List<Agent> seen = new ArrayList<>();
    long last = from;
    // All are read before one goes: a row that cannot be read must not take others with it.
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        last = rows.getLong(LAST_SEEN_AT);
        seen.add(read(rows));
      }
    }
    List<Agent> gone = new ArrayList<>();
    for (Agent agent : seen) {
      if (scope.contains(agent)) {
        gone.add(agent);
        forget(agent.id().number());
      } else {
        // The journal had a later heartbeat. In place, it is out of this prune's way.
        journal.writeInPlace(agent);
      }
    }
    delete(gone.stream().map(agent -> agent.id().number()).toList());
    return new PruneStep(gone, last, seen.size() == limit);
  }

  /** Folds a part of the journal, in a transaction of its own; returns whether more is to do. */
  boolean foldStep() throws SQLException {
    begin(List.of());
    boolean more = journal.foldStep();
    statements.execute("COMMIT");
    return more;
  }

  /**
   * Folds what little is left of the write-ahead log into the file, so that the log starts anew
   * with the next commit. Where a reader stands in the way, or the disk, it just grows on.
   */
  void checkpoint() {
    try {
      statements.queryLong(Checkpointer.PASSIVE);
    } catch (SQLException later) {
      statements.forget();
    }
  }

  /** How many entries the journal has, as far as is known. */
  long journalLength() {
    return journal.length();
  }

  /** Whether this process has made most of the journal, so that folding it is its duty. */
  boolean ownsJournal() {
    return journal.isOwn();
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }

  /** Writes what has changed so far. */
  private void write() throws SQLException {
    List<Agent> beats = new ArrayList<>();
    List<Long> gone = new ArrayList<>();
    for (Map.Entry<Long, Met> entry : met.entrySet()) {
      if (entry.getValue().changed) {
        write(entry.getKey(), entry.getValue(), beats, gone);
        entry.getValue().written();
      }
    }
    delete(gone);
    writeBeats(beats);
  }

  private void write(long key, Met agent, List<Agent> beats, List<Long> gone) throws SQLException {
    if (agent.now == null) {
      gone.add(key);
      forget(key);
      return;
    }
    if (agent.stored != null && Beat.isAllThatChanged(agent.stored, agent.now)) {
      beats.add(agent.now);
    } else {
      writeInPlace(agent.stored, agent.now);
    }
    cache.put(key, agent.now);
  }

  private void writeBeats(List<Agent> beats) throws SQLException {
    if (journal.paysFor(beats.size())) {
      journal.append(beats);
      return;
    }
    for (Agent agent : beats) {
      journal.writeInPlace(agent);
    }
  }

  private void writeInPlace(@Nullable Agent stored, Agent now) throws SQLException {
    PreparedStatement record = statements.get(stored == null ? AgentRow.INSERT : AgentRow.UPDATE);
    AgentRow.bind(record, now);
    record.executeUpdate();
    if (stored == null) {
      journal.insertInPlace(now);
    } else {
      journal.writeInPlace(now);
    }
  }

  private void delete(List<Long> keys) throws SQLException {
    if (!keys.isEmpty()) {
      PreparedStatement delete = statements.get(DELETE);
      delete.setString(1, keys.toString());
      delete.executeUpdate();
    }
  }

  private void forget(long key) {
    cache.remove(key);
    journal.overtaken(key);
  }

  private void noticeOtherProcesses() throws SQLException {
    long version = statements.queryLong(DATA_VERSION);
    if (version != dataVersion || !knowsJournal) {
      cache.clear();
      journal.refresh();
      dataVersion = version;
      knowsJournal = true;
    }
  }

  private void meet(Collection<AgentId> wanted) throws SQLException {
    List<Long> unknown = new ArrayList<>();
    for (AgentId id : wanted) {
      long key = id.number();
      Agent known = cache.get(key);
      if (known != null) {
        met.put(key, new Met(known));
      } else {
        unknown.add(key);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    // In the order of the table, where neighbours share pages.
    unknown.sort(null);
    for (long key : unknown) {
      met.put(key, new Met(null));
    }
    PreparedStatement select = statements.get(SELECT_KEYS);
    select.setString(1, unknown.toString());
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long key = rows.getLong(1);
        try {
          met.put(key, new Met(read(rows)));
        } catch (RegistryUnavailableException damaged) {
          // Told to whoever asks for it alone.
          met.remove(key);
        }
      }
    }
  }

  private Met meet(AgentId id) throws SQLException {
    Met known = met.get(id.number());
    if (known != null) {
      return known;
    }
    PreparedStatement select = statements.get(SELECT_KEYS);
    select.setString(1, "[" + id.number() + "]");
    try (ResultSet rows = select.executeQuery()) {
      Met agent = new Met(rows.next() ? read(rows) : null);
      met.put(id.number(), agent);
      return agent;
    }
  }

  private Agent read(ResultSet row) throws SQLException {
    Optional<Beat> later = journal.later(row.getLong(1), row.getLong(SEQ));
    return later.isPresent() ? AgentRow.read(row, later.get()) : AgentRow.read(row);
  }
}
