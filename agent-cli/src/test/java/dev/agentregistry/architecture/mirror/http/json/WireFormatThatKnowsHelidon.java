package dev.agentregistry.architecture.mirror.http.json;

import io.helidon.http.Status;

class WireFormatThatKnowsHelidon {
  int code() {
    return Status.OK_200.code();
  }
}
