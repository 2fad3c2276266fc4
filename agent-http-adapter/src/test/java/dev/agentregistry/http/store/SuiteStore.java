package dev.agentregistry.http.store;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRepository;

/**
 * A store that is fresh and empty when it is made. A module that runs these tests over another
 * store than the one in memory names its class to {@link java.util.ServiceLoader}.
 */
public interface SuiteStore extends AutoCloseable {

  /** The agents in it. */
  AgentRepository agents();

  /** The access tokens in it. */
  AccessTokens tokens();

  @Override
  void close();
}
