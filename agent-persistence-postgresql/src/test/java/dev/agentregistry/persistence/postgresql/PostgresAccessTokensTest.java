package dev.agentregistry.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.domain.contract.AccessTokensContract;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresAccessTokensTest extends AccessTokensContract {

  private final PostgresOptions database = PostgresServer.shared().fresh();
  private PostgresAgentRepository repository;

  @BeforeEach
  void open() {
    repository = PostgresAgentRepository.open(database);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Override
  protected AccessTokens tokens() {
    return repository.accessTokens();
  }

  /** A row that somebody wrote by hand. */
  @Test
  void whoReadsADamagedTokenIsToldWhichItIsAndCanRevokeIt() {
    TokenHash hash = TokenHash.of("secret");
    tokens().add(hash, new AccessToken("ci", Scope.AGENT, Instant.EPOCH, Optional.empty()));
    Shell.run(database, "UPDATE access_tokens SET name = 'CI runners'");

    assertThat(catchThrowable(() -> tokens().all()))
        .hasMessageContainingAll("the token 'CI runners' in the database", "delete that row");

    assertThat(tokens().revoke("CI runners")).isTrue();
    assertThat(tokens().all()).isEmpty();
  }
}
