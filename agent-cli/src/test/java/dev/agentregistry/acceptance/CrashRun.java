package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kills the server again and again, at moments that chance chooses, and judges after each kill what
 * is in the file. All rounds work on the same file.
 */
final class CrashRun {

  private static final int CONNECTIONS = 32;

  /** About as long as a server takes until it listens. */
  private static final int LONGEST_START_MILLIS = 1_500;

  /** About as long as a server takes to stop under load. */
  private static final int LONGEST_STOP_MILLIS = 150;

  private static final int MOST_AWAITED = 500;

  private final Path home;
  private final int rounds;
  private final int longestLoadMillis;
  private final Random random;
  private final Consumer<String> progress;
  private final JudgedAgents agents = new JudgedAgents(CONNECTIONS);

  private Map<String, Long> left = Map.of();
  private int kills;
  private long answers;

  /**
   * @param rounds how many
   * @param longestLoadMillis how long the server may work before it is killed in the last round;
   *     less in those before
   * @param progress told a line after each round
   */
  CrashRun(Path home, int rounds, int longestLoadMillis, long seed, Consumer<String> progress) {
    this.home = home;
    this.rounds = rounds;
    this.longestLoadMillis = longestLoadMillis;
    this.random = new Random(seed);
    this.progress = progress;
  }

  /** Where in its life the server is killed. */
  private enum Moment {
    AT_WORK,
    STARTING,
    STOPPING
  }

  /**
   * Runs all rounds.
   *
   * @throws AssertionError if anything that was answered is lost, or was answered twice
   */
  void run() throws IOException, SQLException {
    try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int round = 0; round < rounds; round++) {
        Moment moment = Moment.values()[round % Moment.values().length];
        long before = answers;
        workAndDie(connections, round, moment);
        long log = size(database().resolveSibling("agents.db-wal"));
        judgeCopy();
        if (moment == Moment.STARTING) {
          dieWhileStarting();
        }
        progress.accept(
            "%3d of %d, killed %-8s: %,d heartbeats, %,d KiB of log, all there"
                .formatted(
                    round + 1,
                    rounds,
                    moment.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                    answers - before,
                    log / 1024));
      }
    }
    judgeLast();
    progress.accept(
        "%d kills, %d answered heartbeats, 0 lost, 0 repeated".formatted(kills, answers));
  }

  private void workAndDie(ExecutorService connections, int round, Moment moment)
      throws IOException {
    try (ServerProcess server = ServerProcess.start(home)) {
      answers += agents.judge(server, left);
      CrashLoad load = CrashLoad.start(connections, CONNECTIONS, server, agents, random);
      // So many in any case, however slow the machine is.
      load.awaitAnswers(random.nextInt(MOST_AWAITED));
      liveFor(server.process(), chosenLoadMillis(round));
      if (moment == Moment.STOPPING) {
        server.process().destroy();
        liveFor(server.process(), random.nextInt(LONGEST_STOP_MILLIS));
      }
      server.kill();
      kills++;
      answers += load.awaitEnd();
      judgeLog(server.log());
    }
  }

  private int chosenLoadMillis(int round) {
    return random.nextInt(Math.max(1, longestLoadMillis * (round + 1) / rounds));
  }

  /** Up to three times in a row: what one start has begun to mend, the next has to go on with. */
  private void dieWhileStarting() throws IOException, SQLException {
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      Process process = ServerProcess.launch(home);
      liveFor(process, random.nextInt(LONGEST_START_MILLIS));
      ServerProcess.kill(process);
      kills++;
    }
    Map<String, Long> before = left;
    judgeCopy();
    assertThat(left).isEqualTo(before);
  }

  /** Another program finds a sound file, and the next server shows just what that one saw. */
  private void judgeCopy() throws IOException, SQLException {
    Path folder = Files.createTempDirectory(home, "copy");
    Path copy = Sqlite.copy(database(), folder);
    assertThat(Sqlite.integrity(copy)).isEqualTo("ok");
    left = Sqlite.versions(copy);
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void judgeLog(String log) {
    assertThat(log).doesNotContain("locked", "ERROR", "Exception");
  }

  private void judgeLast() throws IOException, SQLException {
    try (ServerProcess server = ServerProcess.start(home)) {
      answers += agents.judge(server, left);
      server.stop();
    }
    assertThat(database().resolveSibling("agents.db-wal")).doesNotExist();
    assertThat(Sqlite.integrity(database())).isEqualTo("ok");
  }

  private static void liveFor(Process process, int millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path database() {
    return ServerProcess.database(home);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
