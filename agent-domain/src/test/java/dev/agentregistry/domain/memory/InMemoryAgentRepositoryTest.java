package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.contract.AgentRepositoryContract;

class InMemoryAgentRepositoryTest extends AgentRepositoryContract {

  @Override
  protected AgentRepository open() {
    return new InMemoryAgentRepository();
  }
}
