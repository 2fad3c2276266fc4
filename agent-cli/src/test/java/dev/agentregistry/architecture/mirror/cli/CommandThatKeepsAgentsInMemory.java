package dev.agentregistry.architecture.mirror.cli;

import dev.agentregistry.architecture.mirror.domain.memory.StoreInMemory;

class CommandThatKeepsAgentsInMemory {
  Object store() {
    return new StoreInMemory();
  }
}
