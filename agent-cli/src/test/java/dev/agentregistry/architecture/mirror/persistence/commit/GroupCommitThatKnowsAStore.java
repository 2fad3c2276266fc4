package dev.agentregistry.architecture.mirror.persistence.commit;

import dev.agentregistry.architecture.mirror.persistence.sqlite.StorePartThatEverybodySees;

class GroupCommitThatKnowsAStore {
  Object store() {
    return new StorePartThatEverybodySees();
  }
}
