package dev.agentregistry.persistence.postgresql;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A durable store in a PostgreSQL database. Thread-safe; several processes may use the same
 * database, and change the same agents.
 *
 * <p>What a method returned is as durable as the database's {@code synchronous_commit} makes it: by
 * default a power cut does not take it back.
 */
public final class PostgresAgentRepository implements AgentRepository, AutoCloseable {

  private final Pools pools;
  private final GroupCommit<Batch> commit;
  private final EventLimits limits = new EventLimits();
  private final ListeningLog listeningLog;
  private final EventLog eventLog;
  private final AccessTokens accessTokens;

  private PostgresAgentRepository(Pools pools) {
    this.pools = pools;
    this.commit = GroupCommit.start("agent-registry-writer", new BatchWriter(pools, limits));
    this.listeningLog = new PostgresListeningLog(pools);
    this.eventLog = new PostgresEventLog(pools, limits);
    this.accessTokens = new PostgresAccessTokens(pools);
  }

  /**
   * Opens a database, which has to be there; makes the tables in it where there are none.
   *
   * @throws dev.agentregistry.domain.RegistryUnavailableException if the database cannot be reached
   *     or used, has tables of another program, or was used by a newer version; nothing was changed
   *     then
   */
  public static PostgresAgentRepository open(PostgresOptions options) {
    return open(options, true);
  }

  /**
   * Opens a database in which there has to be a registry.
   *
   * @throws dev.agentregistry.domain.RegistryUnavailableException as {@link #open} does, and if
   *     there is no registry in it
   */
  public static PostgresAgentRepository openExisting(PostgresOptions options) {
    return open(options, false);
  }

  private static PostgresAgentRepository open(PostgresOptions options, boolean create) {
    Connector connector = new Connector(options);
    Failures failures = new Failures(options);
    new Migrations(connector, failures).prepare(create);
    return new PostgresAgentRepository(new Pools(connector, failures));
  }

  @Override
  public Optional<Agent> find(AgentId id) {
    return pools.readOne(connection -> Lister.find(connection, id));
  }

  @Override
  public AgentPage<Agent> list(AgentQuery query, Listening listening, Instant now) {
    return pools.read(connection -> Lister.list(connection, query, listening, now));
  }

  @Override
  public AgentCounts count(Listening listening, Instant now) {
    return pools.read(connection -> Counts.all(connection, listening, now));
  }

  @Override
  public IssuePage issues(IssueQuery query, Listening listening, Instant now) {
    return pools.read(connection -> IssueLister.list(connection, query, listening, now));
  }

  @Override
  public ListeningLog listeningLog() {
    return listeningLog;
  }

  @Override
  public EventLog eventLog() {
    return eventLog;
  }

  /** The access tokens in the same database. */
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** What it does, for who watches it. */
  public StoreActivity activity() {
    return commit.activity();
  }

  @Override
  public Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    return commit.write(id, batch -> batch.upsert(id, change));
  }

  @Override
  public Removal delete(AgentId id, Predicate<Agent> condition, Instant now) {
    return commit.write(id, batch -> batch.delete(id, condition, now));
  }

  @Override
  public long prune(PruneScope scope, Instant now, Consumer<List<Agent>> removed) {
    return new Pruning(pools, limits, scope, now).run(removed);
  }

  /** Stores what is queued and closes all connections. Harmless when repeated. */
  @Override
  public void close() {
    commit.close();
  }
}
