package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.contract.AgentRegistryContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry in this process, over a database file. */
class SqliteAgentRegistryTest extends AgentRegistryContract {

  @TempDir Path folder;
  private SqliteAgentRepository repository;

  @Override
  protected AgentRegistry open(InstantSource time) {
    repository = SqliteAgentRepository.open(folder.resolve("agents.db"));
    return AgentRegistry.over(repository, time);
  }

  @AfterEach
  void close() {
    repository.close();
  }
}
