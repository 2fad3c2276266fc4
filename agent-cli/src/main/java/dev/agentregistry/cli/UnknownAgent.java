package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentId;

/** How it is told that there is no such agent. */
final class UnknownAgent {

  private UnknownAgent() {}

  static String line(String id) {
    return AgentId.parse(id).isPresent()
        ? "there is no agent " + id + ": 'agents list' shows those that there are"
        : "there is no agent '" + id + "': an ID is agt_ and 8 lower-case hex digits";
  }
}
