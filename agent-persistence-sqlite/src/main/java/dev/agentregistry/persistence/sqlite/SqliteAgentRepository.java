package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.ListeningLog;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.StoreActivity;
import dev.agentregistry.persistence.commit.GroupCommit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A durable store in one SQLite file. Thread-safe; several processes may have the file open.
 *
 * <p>What a method returned is on the disk ({@code synchronous=FULL} in WAL mode): a power cut does
 * not take it back.
 */
public final class SqliteAgentRepository implements AgentRepository, AutoCloseable {

  /** How many agents one step of a prune removes: few enough that no heartbeat waits for long. */
  private static final int PRUNE_STEP = 100;

  /**
   * How long the write-ahead log gets before it is folded into the file: 64 MiB. A page that was
   * written often is then copied once.
   */
  private static final int CHECKPOINT_PAGES = 16_384;

  private final GroupCommit<AgentTable> writer;
  private final Readers readers;
  private final ListeningLog listeningLog;
  private final EventLog eventLog;
  private final AccessTokens accessTokens;

  private SqliteAgentRepository(DatabaseFile file, int checkpointPages) {
    this.writer =
        GroupCommit.start("agent-registry-writer", BatchWriter.open(file, checkpointPages));
    this.readers = new Readers(file.connections(), file.failures());
    this.listeningLog = new SqliteListeningLog(writer, readers);
    this.eventLog = new SqliteEventLog(writer, readers);
    this.accessTokens = new SqliteAccessTokens(writer, readers);
  }

  /**
   * Opens a database file; makes it (mode 0600) where there is none. The folder has to be there.
   *
   * @throws dev.agentregistry.domain.RegistryUnavailableException if the file cannot be opened or
   *     made, is not a database, belongs to another program, or was written by a newer version;
   *     nothing was touched then
   */
  public static SqliteAgentRepository open(Path file) {
    return open(file, true);
  }

  /**
   * Opens a database file that has to be there.
   *
   * @throws dev.agentregistry.domain.RegistryUnavailableException as {@link #open} does, and if
   *     there is no such file
   */
  public static SqliteAgentRepository openExisting(Path file) {
    return open(file, false);
  }

  private static SqliteAgentRepository open(Path path, boolean create) {
    return open(path, new Connections(path), create);
  }

  static SqliteAgentRepository open(Path path, Connections connections, boolean create) {
    return open(path, connections, create, CHECKPOINT_PAGES);
  }

  static SqliteAgentRepository open(
      Path path, Connections connections, boolean create, int checkpointPages) {
    DatabaseFile file = new DatabaseFile(path, connections);
    file.prepare(create);
    return new SqliteAgentRepository(file, checkpointPages);
  }

  @Override
  public Optional<Agent> find(AgentId id) {
    return readers.read(statements -> Lister.find(statements, id));
  }

  @Override
  public AgentPage<Agent> list(AgentQuery query, Listening listening, Instant now) {
    return readers.read(statements -> Lister.list(statements, query, listening, now));
  }

  @Override
  public AgentCounts count(Listening listening, Instant now) {
    return readers.read(statements -> Counter.count(statements, listening, now));
  }

  @Override
  public IssuePage issues(IssueQuery query, Listening listening, Instant now) {
    return readers.read(statements -> IssueLister.list(statements, query, listening, now));
  }

  @Override
  public EventLog eventLog() {
    return eventLog;
  }

  @Override
  public ListeningLog listeningLog() {
    return listeningLog;
  }

  /** The access tokens in the same file. */
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** What it does, for who watches it. */
  public StoreActivity activity() {
    return writer.activity();
  }

  @Override
  public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    return writer.write(id, table -> table.upsert(id, change));
  }

  @Override
  public Removal delete(AgentId id, Predicate<Agent> condition, Instant now) {
    return writer.write(id, table -> table.delete(id, condition, now));
  }

  @Override
  public long prune(PruneScope scope, Instant now, Consumer<List<Agent>> removed) {
    long count = 0;
    OptionalLong next = OptionalLong.of(Long.MIN_VALUE);
    while (next.isPresent()) {
      long after = next.getAsLong();
      PruneStep step = writer.write(table -> table.prune(scope, now, after, PRUNE_STEP));
      next = step.next();
      count += step.gone().size();
      if (!step.gone().isEmpty()) {
        removed.accept(step.gone());
      }
    }
    return count;
  }

  /** Stores what is queued, folds the write-ahead log into the file, and closes it. */
  @Override
  public void close() {
    // The writer last: only a connection that may write can fold the log in and remove it.
    try {
      readers.close();
    } finally {
      writer.close();
    }
  }
}
