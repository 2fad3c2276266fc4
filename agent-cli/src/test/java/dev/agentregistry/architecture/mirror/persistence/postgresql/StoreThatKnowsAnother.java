package dev.agentregistry.architecture.mirror.persistence.postgresql;

import dev.agentregistry.architecture.mirror.persistence.sqlite.StorePartThatEverybodySees;

class StoreThatKnowsAnother {
  Object store() {
    return new StorePartThatEverybodySees();
  }
}
