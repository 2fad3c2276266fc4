package dev.agentregistry.architecture.mirror.http.server;

import dev.agentregistry.architecture.mirror.http.json.WireFormat;

public class ServerPart {
  WireFormat format() {
    return new WireFormat();
  }
}
