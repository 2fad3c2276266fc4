package dev.agentregistry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CurrentListeningTest {

  private static final Instant T0 = Instant.parse("2026-01-31T09:00:00Z");
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SlowLog log = new SlowLog();
  private final CurrentListening listening = new CurrentListening(log);

  @AfterEach
  void stop() {
    log.mayAnswer.countDown();
    threads.shutdownNow();
  }

  @Test
  void whileOneReadsTheOthersGoOnWithWhatIsKnown() throws Exception {
    Instant before = listening.at(T0).heardSince(SILENCE, T0);
    log.becomesSlow();
    Instant soon = T0.plusSeconds(2);
    Future<Listening> reads = threads.submit(() -> listening.at(soon));
    log.isAsked.await();

    assertThat(listening.at(soon).heardSince(SILENCE, T0)).isEqualTo(before);
    assertThat(reads).isNotDone();
  }

  @Test
  void whatWasKnownLongAgoIsNotGoneBy() throws Exception {
    Instant later = T0.plus(Duration.ofHours(1));
    listening.at(T0);
    log.period = new ListeningPeriod(T0, later);
    log.becomesSlow();
    Future<Listening> first = threads.submit(() -> listening.at(later));
    log.isAsked.await();
    Future<Listening> second = threads.submit(() -> listening.at(later));
    log.mayAnswer.countDown();

    assertThat(first.get().heardSince(SILENCE, later)).isEqualTo(later.minus(SILENCE));
    assertThat(second.get().heardSince(SILENCE, later)).isEqualTo(later.minus(SILENCE));
  }

  /** A log of one period, which answers only when it may, once it is slow. */
  private static final class SlowLog implements ListeningLog {

    private final CountDownLatch isAsked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile ListeningPeriod period = ListeningPeriod.from(T0);
    private volatile boolean isSlow;

    void becomesSlow() {
      isSlow = true;
    }

    @Override
    public List<ListeningPeriod> periods() {
      if (isSlow) {
        isAsked.countDown();
        try {
          mayAnswer.await();
        } catch (InterruptedException testIsOver) {
          Thread.currentThread().interrupt();
        }
      }
      return List.of(period);
    }

    @Override
    public void note(ListeningPeriod noted) {
      throw new UnsupportedOperationException();
    }
  }
}
