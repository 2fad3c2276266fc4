package dev.agentregistry.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://db/agents, jdbc:postgresql://db/agents",
    "postgres://db:5433/agents, jdbc:postgresql://db:5433/agents",
    "POSTGRESQL://db/agents, jdbc:postgresql://db/agents",
    "postgresql://zoe@[::1]:5432/agents, jdbc:postgresql://[::1]:5432/agents",
    "postgresql://zoe:pw@a:1/agents?sslmode=require, jdbc:postgresql://a:1/agents?sslmode=require",
    "'postgresql://a,b:2/x?targetServerType=primary&ssl=true',"
        + "'jdbc:postgresql://a,b:2/x?targetServerType=primary&ssl=true'",
  })
  void theDriverGetsTheUrlWithoutUserAndPassword(String url, String jdbcUrl) {
    assertThat(PostgresOptions.of(url).jdbcUrl()).isEqualTo(jdbcUrl);
    assertThat(PostgresOptions.isUrl(url)).isTrue();
  }

  @Test
  void userAndPasswordMayHaveAnyCharacters() {
    PostgresOptions options = PostgresOptions.of("postgresql://z%40e+1:p%2Fw%20%25+@db/agents");

    assertThat(options.user()).contains("z@e+1");
    assertThat(options.effectivePassword()).contains("p/w %+");
    assertThat(options.withPassword("other").effectivePassword()).contains("other");
  }

  @Test
  void whatIsShownHasNoSecret() {
    PostgresOptions options =
        PostgresOptions.of("postgresql://zoe:secret@db:5432/agents?sslpassword=secret")
            .withPassword("secret");

    assertThat(options.shown()).isEqualTo("postgresql://db:5432/agents");
    assertThat(options).asString().doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://zoe:secret@db/agents, true",
    "postgresql://zoe:@db/agents, true",
    "postgresql://zoe@db/agents?password=secret, true",
    "postgresql://zoe@db/agents?ssl=true&sslpassword=secret, true",
    "postgresql://zoe@db/agents, false",
    "postgresql://db/agents?user=zoe, false",
    "postgresql://db/password, false",
  })
  void itIsKnownWhetherThereIsAPasswordInTheUrl(String url, boolean hasPassword) {
    assertThat(PostgresOptions.of(url).hasPasswordInUrl()).isEqualTo(hasPassword);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://",
        "postgresql:///agents",
        "postgresql://db",
        "postgresql://db/",
        "postgresql://db:x/agents?password=secret",
        "postgresql://a,/agents",
        "postgresql://a:secret@b:secret@db/agents",
        "postgresql://zoe:sec/ret@db/agents",
        "mysql://zoe:secret@db/agents"
      })
  void whatIsNoUrlOfADatabaseIsRefusedWithoutASecret(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresOptions.of(url))
        .withMessageContaining("postgresql://user@host:5432/database")
        .satisfies(e -> assertThat(e).hasMessageNotContaining("secret").hasNoCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoe:secret%@db/agents", "zoe:secret%xy@db/agents", "zoe:%1@db/agents"})
  void aBadEscapeIsRefusedWithoutASecret(String rest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresOptions.of("postgresql://" + rest))
        .withMessageContaining("a % in the database URL (password)")
        .satisfies(e -> assertThat(e).hasMessageNotContaining("secret").hasNoCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"db:0", "db:65536", "[::1]:99999", "a:1,b:99999"})
  void aPortThatIsNoneIsRefused(String hosts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresOptions.of("postgresql://" + hosts + "/agents?password=secret"))
        .withMessage("the port in the database URL must be a number from 1 to 65535");
  }

  @Test
  void noSecretIsInWhatTheDriverQuotes() {
    PostgresOptions options =
        PostgresOptions.of("postgresql://db/agents?PASSWORD=s%2F+1&sslmode=require&sslpassword=s2");

    assertThat(options.jdbcUrl()).isEqualTo("jdbc:postgresql://db/agents?sslmode=require");
    assertThat(options.effectivePassword()).contains("s/+1");
    assertThat(options.keyPassword()).contains("s2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agents.db", "/srv/postgresql://x", "postgresql:x", "C:\\postgres"})
  void whatIsAFileIsNoUrl(String file) {
    assertThat(PostgresOptions.isUrl(file)).isFalse();
  }
}
