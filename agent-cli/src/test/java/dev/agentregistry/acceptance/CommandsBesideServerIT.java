package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentregistry.acceptance.Program.Result;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the file of a server that is hard at work: neither disturbs the other. */
@Timeout(180)
class CommandsBesideServerIT {

  private static final int SILENT = 1_500;
  private static final int BEATING = 8;
  private static final int KILLS = 4;
  private static final String[] PRUNE = {
    "prune", "--older-than", "7d", "--yes", "--force", "-o", "json"
  };
  private static final String[] LIST = {"list", "--limit", "1000", "-o", "json"};

  @TempDir Path home;

  @BeforeEach
  void registerEightDaysAgo() throws IOException {
    Files.createDirectories(database().getParent());
    Instant eightDaysAgo = Instant.now().minus(Duration.ofDays(8));
    try (SqliteAgentRepository store = SqliteAgentRepository.open(database());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AgentRegistry registry = AgentRegistry.over(store, () -> eightDaysAgo);
      for (int i = 0; i < SILENT; i++) {
        AgentIdentity silent = new AgentIdentity("silent-" + i, "10.0.0.5", "/srv/repos/tracker");
        threads.execute(() -> registry.heartbeat(Heartbeat.from(silent)));
      }
    }
  }

  @Test
  void fourAtOnceListAndPruneAndAllSucceed() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        Beating agents = beating(server);
        ExecutorService admins = Executors.newFixedThreadPool(4)) {
      List<Future<Result>> running =
          Stream.of(LIST, PRUNE, LIST, PRUNE)
              .map(arguments -> admins.submit(() -> Program.run(home, arguments)))
              .toList();
      long removed = 0;
      for (Future<Result> command : running) {
        Result result = command.get();
        assertThat(result.exitCode()).as(result.err()).isZero();
        Told.assertInWords(result.err());
        removed += new ObjectMapper().readTree(result.out()).at("/removed").asLong();
      }

      assertThat(removed).isEqualTo(SILENT);
      assertUndisturbed(server, agents);
    }
  }

  @Test
  void oneThatIsKilledWhereverItIsLeavesTheServerAlone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (ServerProcess server = ServerProcess.start(home);
        Beating agents = beating(server)) {
      for (int i = 0; i < KILLS; i++) {
        runAndKill(random, PRUNE);
        runAndKill(random, "heartbeat", "--hostname", "killed");
      }

      Result rest = Program.run(home, PRUNE);
      assertThat(rest.exitCode()).as("seed %d: %s", seed, rest.err()).isZero();
      server.beat("killed");
      assertUndisturbed(server, agents);
      assertThat(Sqlite.integrity(database())).isEqualTo("ok");
    }
  }

  private Beating beating(ServerProcess server) throws InterruptedException {
    Beating agents = new Beating();
    for (int i = 0; i < BEATING; i++) {
      agents.over(server, "beating-" + i);
    }
    agents.awaitStored(BEATING);
    return agents;
  }

  /** Most of its time goes by before it opens the file. */
  private void runAndKill(Random random, String... arguments)
      throws IOException, InterruptedException {
    Process command =
        Program.builder(home, Program.agents(arguments))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    command.waitFor(300 + random.nextInt(900), TimeUnit.MILLISECONDS);
    ServerProcess.kill(command);
  }

  private void assertUndisturbed(ServerProcess server, Beating agents) throws Exception {
    agents.awaitStored(BEATING);
    agents.stop();
    assertThat(agents.refusals()).isEmpty();
    assertThat(agents.broken()).isEmpty();
    agents.assertGapless();
    Told.assertInWords(server.log());
    assertThat(Sqlite.versions(database())).containsAllEntriesOf(agents.lastVersions());
    assertThat(server.send("GET", "/api/agents?seen_before=7d", "").body().at("/total").asInt())
        .isZero();
  }

  private Path database() {
    return ServerProcess.database(home);
  }
}
