package dev.agentregistry.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.domain.contract.AccessTokensContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteAccessTokensTest extends AccessTokensContract {

  private Path file;
  private SqliteAgentRepository repository;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = folder.resolve("agents.db");
    repository = SqliteAgentRepository.open(file);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Override
  protected AccessTokens tokens() {
    return repository.accessTokens();
  }

  /** A row that somebody wrote with the shell. */
  @ParameterizedTest
  @ValueSource(strings = {"name = 'CI runners'", "name = ''", "hash = upper(hash)"})
  void whoReadsADamagedTokenIsToldWhichItIsAndCanRevokeIt(String damage) {
    TokenHash hash = TokenHash.of("secret");
    tokens().add(hash, new AccessToken("ci", Scope.AGENT, Instant.EPOCH, Optional.empty()));
    Shell.run(file, "UPDATE access_tokens SET " + damage);
    String name = Shell.ask(file, "SELECT name FROM access_tokens").get(0);

    assertThat(Refusal.by(() -> tokens().all()))
        .hasMessageContainingAll("the token '" + name + "' in the database", "delete that row");

    assertThat(tokens().revoke(name)).isTrue();
    assertThat(tokens().all()).isEmpty();
  }
}
