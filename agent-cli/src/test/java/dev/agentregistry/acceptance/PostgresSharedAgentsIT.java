package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one database take heartbeats of the same agents at once. For longer and harder:
 * {@code -Dshared.seconds=30 -Dshared.connections=64}.
 */
@Timeout(600)
class PostgresSharedAgentsIT {

  private static final int AGENTS = 100;
  private static final int SECONDS = Integer.getInteger("shared.seconds", 3);

  /** At each server. */
  private static final int CONNECTIONS = Integer.getInteger("shared.connections", 16);

  private static final long SEED = Long.getLong("shared.seed", System.nanoTime());

  @TempDir Path folder;
  private final PostgresDatabase database = PostgresDatabase.make();
  private final List<SharedAgent> agents =
      IntStream.range(0, AGENTS)
          .mapToObj(i -> new SharedAgent("shared-" + i, PostgresSharedAgentsIT::beat))
          .toList();

  /** Most only say that they are alive: what they say is an event for all who listen. */
  private static Beat beat(String hostname, Random random) {
    return random.nextInt(50) == 0 ? Beat.any(hostname, random) : Beat.plain(hostname);
  }

  @Test
  void eachVersionIsAnsweredOnceAndBothListAndTellTheSame() throws Exception {
    try (ServerProcess one = server("one");
        ServerProcess other = server("other");
        Followed atOne = Followed.on(one, folder);
        Followed atOther = Followed.on(other, folder)) {
      long heartbeats = registerAll(one) + load(List.of(one, other));

      judge(Listed.by(one), Listed.by(other), heartbeats);
      Reported.by("last").to(one);
      atOne.await("registered last");
      atOther.await("registered last");
      List<String> told = untilTheLast(atOne);
      assertThat(untilTheLast(atOther)).isEqualTo(told);
      assertThat(told).filteredOn(event -> event.contains(" registered ")).hasSize(AGENTS + 1);
      Told.assertInWords(one.log() + other.log() + atOne.err() + atOther.err());
      System.out.printf(
          "two servers, %d connections each, %d s: %,d heartbeats, %,d events, no error%n",
          CONNECTIONS, SECONDS, heartbeats, told.size());
    } catch (AssertionError wrong) {
      throw new AssertionError("with -Dshared.seed=" + SEED, wrong);
    }
  }

  private ServerProcess server(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    String password = PostgresDatabase.passwordFile(home).toString();
    return ServerProcess.start(home, "--db", database.url(), "--db-password-file", password);
  }

  private long registerAll(ServerProcess server) throws IOException {
    try (HttpConnection connection = HttpConnection.to(server)) {
      Random random = new Random(SEED);
      for (SharedAgent agent : agents) {
        agent.act(connection, random);
      }
      return connection.beats();
    }
  }

  /** Beats over all connections; returns how many heartbeats were answered, each of them right. */
  private long load(List<ServerProcess> servers) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    Random seeds = new Random(SEED);
    List<Future<Long>> connections = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        for (ServerProcess server : servers) {
          Random random = new Random(seeds.nextLong());
          connections.add(threads.submit(() -> beatUntil(end, server, random)));
        }
      }
    }
    long heartbeats = 0;
    for (Future<Long> connection : connections) {
      heartbeats += connection.get();
    }
    return heartbeats;
  }

  private long beatUntil(long end, ServerProcess server, Random random) throws IOException {
    try (HttpConnection connection = HttpConnection.to(server)) {
      while (System.nanoTime() < end) {
        agents.get(random.nextInt(AGENTS)).act(connection, random);
      }
      return connection.beats();
    }
  }

  /** As no heartbeat was without an answer, each agent has just the versions that were answered. */
  private void judge(Listed atOne, Listed atOther, long heartbeats) {
    assertThat(atOther.lasting()).isEqualTo(atOne.lasting()).hasSize(AGENTS);
    for (SharedAgent agent : agents) {
      agent.judge(Optional.ofNullable(atOne.byHostname().get(agent.hostname())));
    }
    assertThat(atOne.versions().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(heartbeats);
  }

  /** What was told before an agent came that is told of last; the numbers have no gap. */
  private static List<String> untilTheLast(Followed events) {
    List<String> told = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (JsonNode event : events.told()) {
      JsonNode agent = event.at("/agent");
      ids.add(event.at("/id").asLong());
      told.add(
          "%s %s %s"
              .formatted(
                  event.at("/id"),
                  event.at("/event").asText(),
                  agent.isMissingNode()
                      ? event.at("/issue/issue_id")
                      : JudgedAgent.lasting(agent)));
      if (agent.at("/hostname").asText().equals("last")) {
        break;
      }
    }
    assertThat(ids).isEqualTo(LongStream.rangeClosed(1, ids.size()).boxed().toList());
    return told;
  }
}
