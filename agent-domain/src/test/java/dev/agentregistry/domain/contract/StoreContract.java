package dev.agentregistry.domain.contract;

import dev.agentregistry.domain.AgentRepository;

/** The part of a contract that all its subjects share: the store that is tested, empty at first. */
interface StoreContract {

  AgentRepository store();
}
