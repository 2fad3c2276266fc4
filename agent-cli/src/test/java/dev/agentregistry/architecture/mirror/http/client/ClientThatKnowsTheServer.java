package dev.agentregistry.architecture.mirror.http.client;

import dev.agentregistry.architecture.mirror.http.server.ServerPart;

class ClientThatKnowsTheServer {
  ServerPart part() {
    return new ServerPart();
  }
}
