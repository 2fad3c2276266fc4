package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.http.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenUseTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");
  private static final AccessToken TOKEN =
      new AccessToken("runners", Scope.AGENT, T0, Optional.empty());

  @RegisterExtension private final TestStore stores = new TestStore();

  private final AccessTokens store = stores.tokens();
  private final Queue<Runnable> beside = new ArrayDeque<>();
  private Instant now = T0;
  private final TokenUse use = new TokenUse(Optional.of(store), () -> now, beside::add);

  @BeforeEach
  void makeToken() {
    store.add(TokenHash.of("secret"), TOKEN);
  }

  private Optional<Instant> lastUse() {
    beside.forEach(Runnable::run);
    beside.clear();
    return store.all().get(TokenHash.of("secret")).lastUsedAt();
  }

  @Test
  void noRequestWaitsForTheNote() {
    use.note(TOKEN);

    assertThat(beside).hasSize(1);
    assertThat(lastUse()).contains(T0);
  }

  @Test
  void aTokenIsNotedOnceAMinute() {
    use.note(TOKEN);
    now = T0.plus(Duration.ofMinutes(1)).minusMillis(1);
    use.note(TOKEN);
    assertThat(beside).hasSize(1);
    assertThat(lastUse()).contains(T0);

    now = T0.plus(Duration.ofMinutes(1));
    use.note(TOKEN);
    assertThat(lastUse()).contains(now);
  }

  @Test
  void eachTokenIsNotedForItself() {
    use.note(TOKEN);
    use.note(new AccessToken("other", Scope.READ, T0, Optional.empty()));

    assertThat(beside).hasSize(2);
  }

  @Test
  void aClockThatWasSetBackStopsNoNotes() {
    use.note(TOKEN);
    now = T0.minus(Duration.ofHours(1));
    use.note(TOKEN);

    assertThat(beside).hasSize(2);
  }
}
