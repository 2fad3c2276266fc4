package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.http.json.HistoryJson.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final AtomicLong heartbeats = new AtomicLong();
  private final AtomicReference<Optional<AgentCounts>> counts =
      new AtomicReference<>(Optional.of(agents(5, 1, 0)));
  private final AtomicLong seconds = new AtomicLong();
  private final History history =
      new History(
          heartbeats::get,
          counts::get,
          () -> TestServer.T0.plusSeconds(seconds.get()),
          () -> seconds.get() * 1_000_000_000);

  private static AgentCounts agents(long online, long stale, long offline) {
    return new AgentCounts(
        online + stale + offline,
        Map.of(Liveness.ONLINE, online, Liveness.STALE, stale, Liveness.OFFLINE, offline),
        Map.of(),
        0,
        List.of());
  }

  private void beat(int count, long time) {
    heartbeats.addAndGet(count);
    seconds.addAndGet(time);
    history.sample();
  }

  private static Instant at(long second) {
    return TestServer.T0.plusSeconds(second);
  }

  @Test
  void aServerThatHasJustStartedHasNone() {
    assertThat(history.samples()).isEmpty();
  }

  @Test
  void aSampleHasTheHeartbeatsSinceTheOneBefore() {
    beat(123, 10);
    counts.set(Optional.of(agents(4, 1, 1)));
    beat(0, 10);
    // A machine that was busy came late.
    beat(50, 20);

    assertThat(history.samples())
        .containsExactly(
            new Sample(at(10), 12.3, 5, 1, 0),
            new Sample(at(20), 0, 4, 1, 1),
            new Sample(at(40), 2.5, 4, 1, 1));
  }

  @Test
  void whileTheStoreCannotTellThereIsAGap() {
    beat(10, 10);
    counts.set(Optional.empty());
    beat(10, 10);
    counts.set(Optional.of(agents(0, 6, 0)));
    beat(20, 10);

    assertThat(history.samples())
        .containsExactly(new Sample(at(10), 1, 5, 1, 0), new Sample(at(30), 2, 0, 6, 0));
  }

  @Test
  void theLastHourIsKeptTheOldestFirst() {
    for (int i = 0; i < 400; i++) {
      beat(1, 10);
    }

    assertThat(history.samples()).hasSize(360);
    assertThat(history.samples().getFirst().at()).isEqualTo(at(410));
    assertThat(history.samples().getLast().at()).isEqualTo(at(4_000));
  }
}
