package dev.agentregistry.architecture.mirror.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

class CommandThatParsesJson {
  Object mapper() {
    return new ObjectMapper();
  }
}
