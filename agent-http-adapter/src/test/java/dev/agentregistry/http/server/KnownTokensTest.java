package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.http.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KnownTokensTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123Z");

  @RegisterExtension private final TestStore stores = new TestStore();

  private final CountedTokens store = new CountedTokens(stores.tokens());
  private volatile long nanos = Long.MAX_VALUE - 1_000;
  private final TokenUse use = new TokenUse(Optional.of(store), () -> T0, Runnable::run);
  private final KnownTokens known =
      new KnownTokens(Set.of("open-sesame", "other"), Optional.of(store), use, () -> nanos);

  private static AccessToken token(String name, Scope scope) {
    return new AccessToken(name, scope, T0, Optional.empty());
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void theServersOwnTokensMayDoEverythingAndNeedNoStore() {
    store.fail = true;

    assertThat(known.scopeOf("open-sesame")).contains(Scope.ADMIN);
    assertThat(known.scopeOf("other")).contains(Scope.ADMIN);
    assertThat(store.reads).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "o", "open-sesam", "open-sesame2", "Open-sesame", "open-sesameother", "ä"})
  void onlyAWholeTokenIsOne(String sent) {
    store.add(TokenHash.of("agr_x"), token("x", Scope.READ));

    assertThat(known.scopeOf(sent)).isEmpty();
    assertThat(known.scopeOf("agr_")).isEmpty();
    assertThat(known.scopeOf(TokenHash.of("agr_x").hex())).as("the hash is no token").isEmpty();
  }

  @Test
  void whereThereIsNoStoreOnlyTheServersOwnTokensCount() {
    KnownTokens alone = new KnownTokens(Set.of("open-sesame"), Optional.empty(), use, () -> nanos);

    assertThat(alone.scopeOf("open-sesame")).contains(Scope.ADMIN);
    assertThat(alone.scopeOf("agr_x")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aStoredTokenMayDoWhatItsScopeSays(Scope scope) {
    store.add(TokenHash.of("agr_x"), token("x", scope));

    assertThat(known.scopeOf("agr_x")).contains(scope);
  }

  @Test
  void whatAnotherProcessMadeOrRevokedIsNoticedWithinASecond() {
    assertThat(known.scopeOf("agr_x")).isEmpty();
    store.add(TokenHash.of("agr_x"), token("x", Scope.READ));

    pass(Duration.ofMillis(500));
    assertThat(known.scopeOf("agr_x")).contains(Scope.READ);

    store.revoke("x");
    pass(Duration.ofMillis(499));
    assertThat(known.scopeOf("agr_x")).contains(Scope.READ);
    pass(Duration.ofMillis(1));
    assertThat(known.scopeOf("agr_x")).isEmpty();
  }

  @Test
  void theStoreIsReadTwiceASecondAndNotWithEachRequest() {
    for (int i = 0; i < 1_000; i++) {
      known.scopeOf("agr_x");
      pass(Duration.ofMillis(1));
    }

    assertThat(store.reads).isEqualTo(2);
  }

  @Test
  void whileOneReadsTheOthersGoOnWithWhatIsKnown() {
    store.add(TokenHash.of("agr_x"), token("x", Scope.READ));
    known.scopeOf("agr_x");
    pass(Duration.ofMillis(500));
    CompletableFuture<Optional<Scope>> reader = store.blocked(() -> known.scopeOf("agr_x"));

    assertThat(known.scopeOf("agr_x")).contains(Scope.READ);

    store.goOn.countDown();
    assertThat(reader.join()).contains(Scope.READ);
  }

  @Test
  void whatWasReadBeforeARevocationLetsNobodyInLaterHoweverSlowTheStore() {
    store.add(TokenHash.of("agr_x"), token("x", Scope.READ));
    CompletableFuture<Optional<Scope>> reader = store.blocked(() -> known.scopeOf("agr_x"));
    store.revoke("x");
    pass(Duration.ofMillis(950));
    store.goOn.countDown();
    reader.join();

    assertThat(known.scopeOf("agr_x")).isEmpty();
  }

  @Test
  void aStoreThatCannotAnswerLetsNobodyInByOldKnowledge() {
    store.add(TokenHash.of("agr_x"), token("x", Scope.READ));
    known.scopeOf("agr_x");
    store.fail = true;
    pass(Duration.ofMillis(901));

    assertThatThrownBy(() -> known.scopeOf("agr_x"))
        .isInstanceOf(RegistryUnavailableException.class);

    store.fail = false;
    assertThat(known.scopeOf("agr_x")).contains(Scope.READ);
  }

  @Test
  void theUseOfATokenIsNoted() {
    store.add(TokenHash.of("agr_x"), token("x", Scope.READ));
    known.scopeOf("agr_x");

    assertThat(store.all().get(TokenHash.of("agr_x")))
        .isEqualTo(new AccessToken("x", Scope.READ, T0, Optional.of(T0)));
  }

  /** A store whose readings are counted, may be held up, and may fail. */
  private static final class CountedTokens implements AccessTokens {

    private final AccessTokens tokens;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile Optional<CountDownLatch> arrived = Optional.empty();
    private volatile boolean fail;
    private volatile int reads;

    CountedTokens(AccessTokens tokens) {
      this.tokens = tokens;
    }

    /** Has another thread do something that reads the store, and is held up once it has read. */
    <T> CompletableFuture<T> blocked(Supplier<T> work) {
      CountDownLatch here = new CountDownLatch(1);
      arrived = Optional.of(here);
      CompletableFuture<T> result =
          CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
      await(here);
      return result;
    }

    @Override
    public Map<TokenHash, AccessToken> all() {
      if (fail) {
        throw new RegistryUnavailableException("the disk is gone", true);
      }
      reads = reads + 1;
      Map<TokenHash, AccessToken> found = tokens.all();
      Optional<CountDownLatch> waiting = arrived;
      arrived = Optional.empty();
      if (waiting.isPresent()) {
        waiting.get().countDown();
        await(goOn);
      }
      return found;
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean add(TokenHash hash, AccessToken token) {
      return tokens.add(hash, token);
    }

    @Override
    public boolean revoke(String name) {
      return tokens.revoke(name);
    }

    @Override
    public void used(List<String> names, Instant at) {
      tokens.used(names, at);
    }
  }
}
