package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store of access tokens has to pass. */
@Timeout(120)
public abstract class AccessTokensContract {

  private static final TokenHash FIRST = TokenHash.of("first");
  private static final TokenHash SECOND = TokenHash.of("second");

  /** For subclasses. */
  protected AccessTokensContract() {}

  /** The store of the running test, empty at first; the same with each call. */
  protected abstract AccessTokens tokens();

  private static AccessToken token(String name, Scope scope) {
    return new AccessToken(name, scope, T0, Optional.empty());
  }

  @Test
  void atFirstThereAreNone() {
    assertThat(tokens().all()).isEmpty();
  }

  @Test
  void aTokenIsFoundByItsHashAndTokensAreToldByName() {
    AccessToken runners = token("runners", Scope.AGENT);
    AccessToken boss = token("boss", Scope.ADMIN);

    assertThat(tokens().add(FIRST, runners)).isTrue();
    assertThat(tokens().add(SECOND, boss)).isTrue();

    assertThat(tokens().all()).containsEntry(FIRST, runners).containsEntry(SECOND, boss);
    assertThat(tokens().all().values()).containsExactly(boss, runners);
  }

  @Test
  void everyScopeIsKept() {
    for (Scope scope : Scope.values()) {
      tokens().add(TokenHash.of(scope.name()), token(scope.name(), scope));
    }

    for (Scope scope : Scope.values()) {
      assertThat(tokens().all().get(TokenHash.of(scope.name())))
          .isEqualTo(token(scope.name(), scope));
    }
  }

  @Test
  void aNameIsGivenOnlyOnce() {
    tokens().add(FIRST, token("runners", Scope.AGENT));

    assertThat(tokens().add(SECOND, token("runners", Scope.ADMIN))).isFalse();
    assertThat(tokens().all()).containsOnlyKeys(FIRST);
  }

  @Test
  void aTokenIsStoredOnlyOnce() {
    tokens().add(FIRST, token("runners", Scope.AGENT));

    assertThat(tokens().add(FIRST, token("others", Scope.ADMIN))).isFalse();
    assertThat(tokens().all()).containsEntry(FIRST, token("runners", Scope.AGENT)).hasSize(1);
  }

  @Test
  void namesThatDifferInCaseAreDifferentNames() {
    tokens().add(FIRST, token("runners", Scope.AGENT));

    assertThat(tokens().add(SECOND, token("Runners", Scope.AGENT))).isTrue();
    assertThat(tokens().revoke("RUNNERS")).isFalse();
    assertThat(tokens().all()).hasSize(2);
  }

  @Test
  void aRevokedTokenIsGoneAndItsNameIsFree() {
    tokens().add(FIRST, token("runners", Scope.AGENT));

    assertThat(tokens().revoke("runners")).isTrue();
    assertThat(tokens().all()).isEmpty();
    assertThat(tokens().revoke("runners")).isFalse();
    assertThat(tokens().add(SECOND, token("runners", Scope.READ))).isTrue();
  }

  @Test
  void theLastUseIsKeptAndNeverGoesBack() {
    tokens().add(FIRST, token("runners", Scope.AGENT));
    tokens().add(SECOND, token("boss", Scope.ADMIN));
    Instant later = T0.plusSeconds(60);

    tokens().used(List.of("runners", "gone"), later);
    tokens().used(List.of("runners"), T0);

    assertThat(tokens().all().get(FIRST))
        .isEqualTo(new AccessToken("runners", Scope.AGENT, T0, Optional.of(later)));
    assertThat(tokens().all().get(SECOND)).isEqualTo(token("boss", Scope.ADMIN));
  }
}
