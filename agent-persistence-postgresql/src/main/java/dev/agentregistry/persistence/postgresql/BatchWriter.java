package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.persistence.commit.BatchStore;
import dev.agentregistry.persistence.commit.Change;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Stores the changes of single agents, as many as wait, in one transaction. */
final class BatchWriter implements BatchStore<Batch> {

  private final Pools pools;
  private final EventLimits limits;
  private final RecordCache known = new RecordCache();

  BatchWriter(Pools pools, EventLimits limits) {
    this.pools = pools;
    this.limits = limits;
  }

  @Override
  public void store(List<Change<Batch, ?>> changes) throws SQLException {
    List<Long> keys =
        changes.stream().map(Change::agent).flatMap(Optional::stream).map(AgentId::number).toList();
    pools.changing(
        connection -> {
          Batch batch = Batch.begin(connection, keys, known, limits);
          for (Change<Batch, ?> change : changes) {
            change.applyTo(batch);
          }
          batch.commit();
          return keys;
        });
  }

  @Override
  public void committed(int changes) {
    limits.forgetOld(pools);
  }

  @Override
  public RegistryUnavailableException failure(Throwable cause) {
    return pools.failures().of(cause);
  }

  @Override
  public RegistryUnavailableException overloaded() {
    return pools.failures().overloaded();
  }

  @Override
  public RegistryUnavailableException closed() {
    return pools.failures().closed();
  }

  @Override
  public RegistryUnavailableException interrupted(InterruptedException cause) {
    return pools.failures().interrupted(cause);
  }

  @Override
  public void close() {
    pools.close();
  }
}
