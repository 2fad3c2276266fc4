package dev.agentregistry.domain.memory;

import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.contract.AccessTokensContract;

class InMemoryAccessTokensTest extends AccessTokensContract {

  private final AccessTokens tokens = new InMemoryAccessTokens();

  @Override
  protected AccessTokens tokens() {
    return tokens;
  }
}
