package dev.agentregistry.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the moment at which the server is killed: all that it answered is there. {@code
 * bench/crash} runs many more rounds of it.
 */
@Timeout(3_600)
class CrashIT {

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 4);
  private static final int LONGEST_LOAD_MILLIS = Integer.getInteger("crash.longest.load", 1_000);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  // Kept where it fails: the file is what tells why.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path home;

  @Test
  void whatWasAnsweredSurvivesEveryKill() throws Exception {
    try {
      new CrashRun(home, ROUNDS, LONGEST_LOAD_MILLIS, SEED, System.out::println).run();
    } catch (AssertionError lost) {
      throw new AssertionError("with -Dcrash.seed=" + SEED + " in " + home, lost);
    }
  }
}
