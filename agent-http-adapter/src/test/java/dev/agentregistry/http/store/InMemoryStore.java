package dev.agentregistry.http.store;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.domain.memory.InMemoryAccessTokens;
import dev.agentregistry.domain.memory.InMemoryAgentRepository;

/** What the tests store in where nobody names another store. */
final class InMemoryStore implements SuiteStore {

  private final AgentRepository agents = new InMemoryAgentRepository();
  private final AccessTokens tokens = new InMemoryAccessTokens();

  @Override
  public AgentRepository agents() {
    return agents;
  }

  @Override
  public AccessTokens tokens() {
    return tokens;
  }

  @Override
  public void close() {}
}
