package dev.agentregistry.architecture.mirror.persistence.sqlite;

import dev.agentregistry.architecture.mirror.http.json.WireFormat;

class StoreThatSpeaksHttp {
  WireFormat format() {
    return new WireFormat();
  }
}
