package dev.agentregistry.architecture.mirror.cli;

import dev.agentregistry.architecture.mirror.persistence.sqlite.StorePartThatEverybodySees;

class CommandThatOpensTheStore {
  Object store() {
    return new StorePartThatEverybodySees();
  }
}
