package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.contract.TokenRegistryContract;
import dev.agentregistry.domain.memory.InMemoryAccessTokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LocalTokenRegistryTest extends TokenRegistryContract {

  private final AccessTokens store = new InMemoryAccessTokens();
  private final TokenRegistry registry =
      TokenRegistry.over(store, () -> Instant.parse("2026-01-31T09:30:00.123456Z"));

  @Override
  protected TokenRegistry registry() {
    return registry;
  }

  @Override
  protected AccessTokens store() {
    return store;
  }

  @Test
  void aTokenIsMadeByTheRegistrysClockToTheMillisecond() {
    registry.create("runners", Scope.READ);

    assertThat(registry.list().get(0).createdAt())
        .isEqualTo(Instant.parse("2026-01-31T09:30:00.123Z"));
  }
}
