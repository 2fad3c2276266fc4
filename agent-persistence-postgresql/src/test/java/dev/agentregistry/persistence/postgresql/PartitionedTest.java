package dev.agentregistry.persistence.postgresql;

import static dev.agentregistry.persistence.postgresql.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.SharedStoreContract;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A database whose last heartbeats somebody spread over partitions, as the docs say. */
class PartitionedTest extends SharedStoreContract {

  private static final Path RECIPE = Path.of("../docs/partitioned.sql");

  private final PostgresOptions database = PostgresServer.shared().fresh();
  private boolean isPartitioned;

  @Override
  protected AgentRepository openOneMore() {
    PostgresAgentRepository store = PostgresAgentRepository.open(database);
    if (!isPartitioned) {
      partition();
      isPartitioned = true;
    }
    return store;
  }

  private void partition() {
    try {
      Shell.run(database, Files.readString(RECIPE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTablesAreAsBeforeButForThePartitions() {
    assertThat(
            Shell.ask(
                database,
                "SELECT count(*) FROM pg_inherits WHERE inhparent =" + " 'last_beats'::regclass"))
        .containsExactly("16");
    try (PostgresAgentRepository store = PostgresAgentRepository.open(database)) {
      beat(store, "one");
    }
    assertThat(Shell.ask(database, "SELECT version FROM agents")).containsExactly("1");
  }
}
