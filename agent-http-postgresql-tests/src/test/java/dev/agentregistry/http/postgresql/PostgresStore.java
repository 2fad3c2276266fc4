package dev.agentregistry.http.postgresql;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.http.store.SuiteStore;
import dev.agentregistry.persistence.postgresql.PostgresAgentRepository;
import dev.agentregistry.persistence.postgresql.PostgresOptions;

/** A schema of its own in the one PostgreSQL server of this Java process. */
public final class PostgresStore implements SuiteStore {

  private static final Schemas SCHEMAS = new Schemas();

  private final PostgresOptions schema = SCHEMAS.take();
  private final PostgresAgentRepository agents = PostgresAgentRepository.open(schema);
  private final AccessTokens tokens = agents.accessTokens();

  @Override
  public AgentRepository agents() {
    return agents;
  }

  @Override
  public AccessTokens tokens() {
    return tokens;
  }

  @Override
  public void close() {
    agents.close();
    SCHEMAS.giveBack(schema);
  }
}
