package dev.agentregistry.architecture.mirror.http.server;

import dev.agentregistry.architecture.mirror.persistence.sqlite.StorePartThatEverybodySees;

class ServerThatKnowsTheStore {
  Object store() {
    return new StorePartThatEverybodySees();
  }
}
