package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.contract.AgentRegistryContract;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

/** A registry in this process, over a database. */
class PostgresAgentRegistryTest extends AgentRegistryContract {

  private PostgresAgentRepository repository;

  @Override
  protected AgentRegistry open(InstantSource time) {
    repository = PostgresAgentRepository.open(PostgresServer.shared().fresh());
    return AgentRegistry.over(repository, time);
  }

  @AfterEach
  void close() {
    repository.close();
  }
}
