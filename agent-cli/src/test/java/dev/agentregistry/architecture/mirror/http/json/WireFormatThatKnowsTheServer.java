package dev.agentregistry.architecture.mirror.http.json;

import dev.agentregistry.architecture.mirror.http.server.ServerPart;

class WireFormatThatKnowsTheServer {
  ServerPart part() {
    return new ServerPart();
  }
}
