package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {

  private static final String ADDRESS = "192.0.2.7";

  private long nanos = Long.MAX_VALUE - 1_000;
  private final FailedAttempts failed = new FailedAttempts(() -> nanos);

  private List<Long> millis(int attempts) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < attempts; i++) {
      pauses.add(failed.count(ADDRESS).toMillis());
    }
    return pauses;
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void aFewAreFreeThenEachWaitsLongerUpToALimit() {
    assertThat(millis(5)).containsOnly(0L);
    assertThat(millis(7)).containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_000L, 3_000L);
    assertThat(millis(100)).containsOnly(3_000L);
  }

  @Test
  void eachAddressIsCountedForItself() {
    millis(6);

    assertThat(failed.count("192.0.2.8")).isZero();
    assertThat(failed.count(ADDRESS)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void whoTriesOnIsRememberedHoweverLongItTakes() {
    millis(5);
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMinutes(5));
      assertThat(failed.count(ADDRESS)).isPositive();
    }
  }

  @Test
  void afterAWhileWithoutOneAllIsForgotten() {
    millis(20);
    pass(Duration.ofMinutes(5).plusNanos(1));

    assertThat(millis(6)).containsExactly(0L, 0L, 0L, 0L, 0L, 100L);
  }

  @Test
  void ofManyAddressesTheLongestSilentAreForgottenFirst() {
    millis(20);
    for (int i = 0; i < 4_095; i++) {
      failed.count("10.0.0." + i);
    }
    assertThat(failed.count(ADDRESS)).as("still known").isEqualTo(Duration.ofSeconds(3));

    for (int i = 0; i < 4_096; i++) {
      failed.count("10.0.1." + i);
    }
    assertThat(failed.size()).isEqualTo(4_096);
    assertThat(failed.count(ADDRESS)).as("forgotten").isZero();
  }
}
