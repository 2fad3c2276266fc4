package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.Program.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process keeps the write lock for ten seconds, as a backup or a person may. */
@Timeout(180)
class HeldLockIT {

  private static final Duration HELD = Duration.ofSeconds(10);

  /** Far less than what a heartbeat waits, and far more than a read takes. */
  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private static final int AGENTS = 8;

  @TempDir Path home;

  @Test
  void heartbeatsWaitOrAreRefusedReadsAreAnsweredAndNobodyHearsOfLocks() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        Beating agents = new Beating();
        ExecutorService admins = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < AGENTS; i++) {
        agents.over(server, "host-" + i);
      }
      agents.awaitStored(10 * AGENTS);

      try (WriteLock lock = WriteLock.on(ServerProcess.database(home))) {
        long start = System.nanoTime();
        Future<Result> beat = admins.submit(() -> Program.run(home, "heartbeat"));
        Future<Result> prune =
            admins.submit(
                () -> Program.run(home, "prune", "--older-than", "0s", "--yes", "--force"));
        readFor(server, HELD.minusNanos(System.nanoTime() - start));
        Told.assertOneLine(beat.get(), "busy", "try again");
        Told.assertOneLine(prune.get(), "busy", "try again");
        lock.release();
      }

      agents.awaitStored(10 * AGENTS);
      agents.stop();
      assertThat(agents.refusals()).allSatisfy(refusal -> Told.assertComeBack(refusal, "busy"));
      assertThat(agents.broken()).isEmpty();
      agents.assertGapless();
      Told.assertInWords(server.log());
      assertThat(Sqlite.versions(ServerProcess.database(home))).isEqualTo(agents.lastVersions());
    }
  }

  private static void readFor(ServerProcess server, Duration time) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      long asked = System.nanoTime();
      assertThat(server.send("GET", "/api/agents", "").body().at("/total").asInt())
          .isEqualTo(AGENTS);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
    }
  }
}
