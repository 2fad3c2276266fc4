package dev.agentregistry.architecture.mirror.domain;

import java.nio.file.Files;
import java.nio.file.Path;

class DomainThatReadsFiles {
  boolean isThere(String file) {
    return Files.exists(Path.of(file));
  }
}
