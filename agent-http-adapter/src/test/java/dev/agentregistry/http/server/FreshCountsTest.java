package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.Listening;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshCountsTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger counted = new AtomicInteger();
  private final AtomicBoolean isAway = new AtomicBoolean();
  private final FreshCounts counts = new FreshCounts(this::count, nanos::get);

  private AgentCounts count() {
    counted.incrementAndGet();
    if (isAway.get()) {
      throw new RegistryUnavailableException("the store is away", true);
    }
    return AgentCounts.of(
        List.<dev.agentregistry.domain.Agent>of().stream(),
        Listening.during(List.of()),
        TestServer.T0);
  }

  private void turn(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void manyWhoAskWithinTwoSecondsHaveItCountedOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(counts.get()).isPresent();
      turn(199);
    }
    assertThat(counted).hasValue(1);

    turn(10);
    assertThat(counts.get()).isPresent();
    assertThat(counted).hasValue(2);
  }

  @Test
  void aStoreThatIsAwayIsAskedNoMoreOftenAndTellsAgainOnceItIsBack() {
    isAway.set(true);
    assertThat(counts.get()).isEmpty();
    isAway.set(false);
    assertThat(counts.get()).isEmpty();
    assertThat(counted).hasValue(1);

    turn(2_000);
    assertThat(counts.get()).isPresent();
  }
}
