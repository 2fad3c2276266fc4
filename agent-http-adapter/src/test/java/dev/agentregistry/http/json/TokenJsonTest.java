package dev.agentregistry.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenJsonTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(Scope scope) {
    TokenJson.Wanted wanted = new TokenJson.Wanted("ci-runners", scope);
    List<AccessToken> tokens =
        List.of(
            new AccessToken("a", scope, T0, Optional.empty()),
            new AccessToken("b", scope, T0, Optional.of(T0.plusSeconds(60))));

    assertThat(TokenJson.readWanted(TokenJson.write(wanted))).isEqualTo(wanted);
    assertThat(TokenJson.readSecret(TokenJson.write(wanted, "agr_x"))).isEqualTo("agr_x");
    assertThat(TokenJson.readList(TokenJson.write(tokens))).isEqualTo(tokens);
    assertThat(TokenJson.readList(TokenJson.write(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', name scope",
    "'{\"name\": 7, \"scope\": []}', name scope",
    "'{\"name\": \"a b\", \"scope\": \"ADMIN\"}', name scope",
    "'{\"name\": \"a\", \"scope\": null}', scope",
    "'{\"name\": \"\", \"scope\": \"read\"}', name",
  })
  void aRequestNamesAllThatIsMissingOrBadOnce(String json, String fields) {
    assertThatThrownBy(() -> TokenJson.readWanted(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            invalid ->
                assertThat(invalid.errors())
                    .extracting(FieldError::field)
                    .containsExactlyInAnyOrder(fields.split(" ")));
  }
}
