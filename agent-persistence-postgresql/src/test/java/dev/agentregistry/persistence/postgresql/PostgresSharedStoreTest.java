package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.SharedStoreContract;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;

class PostgresSharedStoreTest extends SharedStoreContract {

  private final PostgresOptions database = PostgresServer.shared().fresh();

  @Override
  protected AgentRepository openOneMore() {
    return PostgresAgentRepository.open(database);
  }
}
