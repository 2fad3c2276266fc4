package dev.agentregistry.architecture.mirror.domain;

import java.time.Instant;

class DomainThatKnowsTheTime {
  Instant time() {
    return Instant.now();
  }
}
