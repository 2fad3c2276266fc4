package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.AgentRepositoryContract;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;

class PostgresAgentRepositoryTest extends AgentRepositoryContract {

  @Override
  protected AgentRepository open() {
    return PostgresAgentRepository.open(PostgresServer.shared().fresh());
  }
}
