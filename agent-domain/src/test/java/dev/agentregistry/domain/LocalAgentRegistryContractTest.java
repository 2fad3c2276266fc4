package dev.agentregistry.domain;

import dev.agentregistry.domain.contract.AgentRegistryContract;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;
import java.time.InstantSource;

/** A registry in this process, over the store in memory. */
class LocalAgentRegistryContractTest extends AgentRegistryContract {

  @Override
  protected AgentRegistry open(InstantSource time) {
    return AgentRegistry.over(new InMemoryAgentRepository(), time);
  }
}
