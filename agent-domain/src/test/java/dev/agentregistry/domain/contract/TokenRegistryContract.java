package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.domain.TokenRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every registry of access tokens has to pass, however near or far it is. */
@Timeout(120)
public abstract class TokenRegistryContract {

  /** For subclasses. */
  protected TokenRegistryContract() {}

  /** The registry of the running test, empty at first. */
  protected abstract TokenRegistry registry();

  /** Where it stores its tokens. */
  protected abstract AccessTokens store();

  private List<String> names() {
    return registry().list().stream().map(AccessToken::name).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsToldOnceAndOnlyItsHashIsStored(Scope scope) {
    String secret = registry().create("ci-runners", scope).orElseThrow();

    assertThat(secret).matches("agr_[A-Za-z0-9_-]{43}");
    assertThat(store().all()).containsOnlyKeys(TokenHash.of(secret));
    AccessToken listed = registry().list().get(0);
    assertThat(store().all()).containsEntry(TokenHash.of(secret), listed);
    assertThat(listed)
        .isEqualTo(new AccessToken("ci-runners", scope, listed.createdAt(), Optional.empty()));
  }

  @Test
  void atFirstThereAreNone() {
    assertThat(registry().list()).isEmpty();
  }

  @Test
  void tokensAreListedByNameAndNoTwoAreTheSame() {
    Optional<String> second = registry().create("b.2_-", Scope.READ);
    Optional<String> first = registry().create("A", Scope.AGENT);

    assertThat(first).isNotEqualTo(second);
    assertThat(names()).containsExactly("A", "b.2_-");
  }

  @Test
  void aNameThatIsTakenIsNotGivenAgain() {
    registry().create("runners", Scope.READ);

    assertThat(registry().create("runners", Scope.ADMIN)).isEmpty();
    assertThat(registry().list()).extracting(AccessToken::scope).isEqualTo(List.of(Scope.READ));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-a", ".", "..", "a/b", "a?b", "ü", "a\n", "a%20b"})
  void aBadNameIsRefusedAndRevokesNothing(String name) {
    registry().create("a", Scope.READ);

    assertThatThrownBy(() -> registry().create(name, Scope.READ))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be " + AccessToken.NAME_FORM)
        .hasMessageContaining("'" + name + "'");
    assertThat(registry().revoke(name)).isFalse();
    assertThat(registry().list()).hasSize(1);
  }

  @Test
  void theLongestNameIsTakenAndOneMoreLetterIsNot() {
    assertThat(registry().create("x".repeat(64), Scope.READ)).isPresent();
    assertThatThrownBy(() -> registry().create("x".repeat(65), Scope.READ))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRevokedTokenIsGoneAndItsNameIsFree() {
    Optional<String> first = registry().create("runners", Scope.READ);

    assertThat(registry().revoke("Runners")).isFalse();
    assertThat(registry().revoke("runners")).isTrue();
    assertThat(registry().revoke("runners")).isFalse();
    assertThat(store().all()).isEmpty();
    assertThat(registry().create("runners", Scope.READ)).isPresent().isNotEqualTo(first);
  }

  @Test
  void theLastUseIsListed() {
    registry().create("runners", Scope.READ);
    store().used(List.of("runners"), T0.plusSeconds(60));

    assertThat(registry().list().get(0).lastUsedAt()).contains(T0.plusSeconds(60));
  }
}
