package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.LoggedEvent;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Removal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The agents, as the writer changes them inside its transaction. Not thread-safe.
 *
 * <p>Changes are made in memory and written when the transaction ends, so that each agent is read
 * and written once, however many of its heartbeats share the batch. A rule that refuses leaves
 * nothing half done.
 */
final class AgentTable implements AutoCloseable {

  private static final String DATA_VERSION = "PRAGMA data_version";
  private static final String PATIENCE = "PRAGMA busy_timeout";

  /** How long all writing may wait for readers that keep the write-ahead log from ending. */
  private static final int CHECKPOINT_PATIENCE_MILLIS = 250;

  private final Statements statements;
  private final StoredAgents stored;
  private final EventTable events;
  private final AgentCache cache = new AgentCache();

  /** The agents that this transaction has met. */
  private final Map<Long, Met> met = new LinkedHashMap<>();

  private long dataVersion;

  private AgentTable(Connection connection) {
    this.statements = new Statements(connection);
    this.stored = new StoredAgents(statements);
    this.events = new EventTable(statements);
  }

  static AgentTable over(DatabaseFile file) {
    return new AgentTable(file.open());
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
    flush();
    events.forgetOld();
    statements.execute("COMMIT");
  }

  /** Writes what has changed so far. */
  void flush() throws SQLException {
    List<Long> gone = new ArrayList<>();
    for (Map.Entry<Long, Met> entry : met.entrySet()) {
      if (entry.getValue().isChanged()) {
        write(entry.getKey(), entry.getValue(), gone);
      }
    }
    stored.delete(gone);
    met.clear();
  }

  /** Ends the transaction if it is still open; some failures have already ended it. */
  void rollback() {
    met.clear();
    forget();
    statements.rollbackQuietly();
  }

  Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) throws SQLException {
    Met agent = meet(id);
    Agent changed = change.apply(Optional.ofNullable(agent.now()));
    agent.becomes(changed);
    return changed;
  }

  Removal delete(AgentId id, Predicate<Agent> condition, Instant at) throws SQLException {
    Met agent = meet(id);
    Agent now = agent.now();
    if (now == null) {
      return Removal.UNKNOWN;
    }
    if (!condition.test(now)) {
      return Removal.CHANGED;
    }
    agent.goes(at);
    return Removal.REMOVED;
  }

  /**
   * Removes agents of a scope, in the order of their registration. However few are in the scope,
   * only so many rows are looked at: other writers wait for it. All other changes have to be
   * {@linkplain #flush written}.
   *
   * @param scope which agents go
   * @param at when they go
   * @param after where the step before ended
   * @param limit how many go at most
   */
  PruneStep prune(PruneScope scope, Instant at, long after, int limit) throws SQLException {
    List<Long> silent = new ArrayList<>();
    OptionalLong next = stored.silent(after, Filter.firstMilliAt(scope.cutoff()), limit, silent);
    List<Row> gone = new ArrayList<>();
    // All are read before one goes: a row that cannot be read must not take others with it.
    stored.bySlots(
        silent,
        Filter.of(scope),
        found -> {
          Row row = StoredAgents.read(found);
          if (scope.contains(row.agent())) {
            gone.add(row);
          }
        });
    events.removed(gone, at);
    stored.delete(gone.stream().map(Row::slot).toList());
    List<Agent> agents = gone.stream().map(Row::agent).toList();
    agents.forEach(agent -> cache.remove(agent.id().number()));
    return new PruneStep(agents, next);
  }

  /** Tells of those in these slots that are stale now; all other changes have to be written. */
  int tellStale(List<Long> slots, Listening listening, Instant now) throws SQLException {
    boolean isNews = !events.isEmpty();
    List<Row> stale = new ArrayList<>();
    stored.bySlots(
        slots,
        Filter.open(),
        found ->
            readable(found)
                .filter(row -> Liveness.of(row.agent(), listening, now) == Liveness.STALE)
                .ifPresent(stale::add));
    int told = 0;
    for (Row row : stale) {
      told += events.tellStale(row, isNews, now) ? 1 : 0;
    }
    return told;
  }

  /** Tells of those of these issues whose state is news; all other changes have to be written. */
  int tellIssues(List<String> issueIds, Listening listening, Instant now) throws SQLException {
    boolean isNews = !events.isEmpty();
    Map<String, IssueState> news = ToldIssues.at(statements, listening, now).tell(issueIds);
    if (!isNews) {
      return 0;
    }
    for (Map.Entry<String, IssueState> issue : news.entrySet()) {
      events.add(new LoggedEvent.OfIssue(issue.getKey(), issue.getValue()), now);
    }
    return news.size();
  }

  /** For what else lies in the same file, in the same transaction. */
  Statements statements() {
    return statements;
  }

  /**
   * Folds the write-ahead log into the file, outside any transaction. Where that fails, on a full
   * disk say, or readers are in the way, the log just grows on.
   */
  void checkpoint(String how) {
    try {
      long patience = statements.queryLong(PATIENCE);
      statements.queryLong(PATIENCE + " = " + CHECKPOINT_PATIENCE_MILLIS);
      try {
        statements.queryLong(how);
      } finally {
        statements.queryLong(PATIENCE + " = " + patience);
      }
    } catch (SQLException later) {
      statements.forget();
    }
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }

  private void write(long key, Met agent, List<Long> gone) throws SQLException {
    Row before = agent.stored();
    Agent now = agent.now();
    events.changed(before, now, agent.changedAt());
    if (now != null) {
      cache.put(key, stored.write(before, now));
    } else if (before != null) {
      gone.add(before.slot());
      cache.remove(key);
    }
  }

  private void noticeOtherProcesses() throws SQLException {
    long version = statements.queryLong(DATA_VERSION);
    if (version != dataVersion) {
      forget();
      dataVersion = version;
    }
  }

  private void forget() {
    cache.clear();
    stored.forgetSlots();
    events.forget();
  }

  private void meet(Collection<AgentId> wanted) throws SQLException {
    List<Long> unknown = new ArrayList<>();
    for (AgentId id : wanted) {
      long key = id.number();
      Row known = cache.get(key);
      met.put(key, new Met(known));
      if (known == null) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      stored.byKeys(unknown, this::meet);
    }
  }

  private void meet(ResultSet found) throws SQLException {
    long key = found.getLong(1);
    readable(found).ifPresentOrElse(row -> met.put(key, new Met(row)), () -> met.remove(key));
  }

  /** A damaged row is told to whoever asks for it, and to nobody else. */
  private static Optional<Row> readable(ResultSet found) throws SQLException {
    try {
      return Optional.of(StoredAgents.read(found));
    } catch (RegistryUnavailableException damaged) {
      return Optional.empty();
    }
  }

  private Met meet(AgentId id) throws SQLException {
    Met known = met.get(id.number());
    if (known != null) {
      return known;
    }
    Met[] agent = {new Met(null)};
    stored.byKeys(List.of(id.number()), found -> agent[0] = new Met(StoredAgents.read(found)));
    met.put(id.number(), agent[0]);
    return agent[0];
  }
}
