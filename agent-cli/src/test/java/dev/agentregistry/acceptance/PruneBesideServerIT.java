package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.ServerProcess.Reply;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An admin prunes the file while the server runs on it. */
@Timeout(120)
class PruneBesideServerIT {

  @TempDir Path home;

  @Test
  void whoBeatsStaysAndTheSilentGo() throws Exception {
    registerEightDaysAgo("silent-1", "silent-2", "beating");
    CountDownLatch beating = new CountDownLatch(1);
    AtomicBoolean pruned = new AtomicBoolean();
    try (ServerProcess server = ServerProcess.start(home);
        ExecutorService agents = Executors.newSingleThreadExecutor()) {
      Future<Long> versions =
          agents.submit(
              () -> {
                long version = 1;
                while (!pruned.get()) {
                  Reply reply = server.beat("beating");
                  assertThat(reply.status()).isEqualTo(200);
                  assertThat(reply.body().at("/version").asLong()).isEqualTo(++version);
                  beating.countDown();
                }
                return version;
              });
      beating.await();

      Program.Result result =
          Program.run(home, "prune", "--older-than", "7d", "--yes", "-o", "json");
      pruned.set(true);

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).contains("\"removed\":2", "silent-1", "silent-2");
      Reply left = server.send("GET", "/api/agents", "");
      assertThat(left.body().at("/total").asLong()).isEqualTo(1);
      assertThat(left.body().at("/agents/0/hostname").asText()).isEqualTo("beating");
      assertThat(left.body().at("/agents/0/version").asLong())
          .isGreaterThanOrEqualTo(versions.get());
    }
  }

  @Test
  void withoutATerminalAndWithoutYesNothingGoes() throws IOException {
    registerEightDaysAgo("silent-1");

    Program.Result result = Program.run(home, "prune", "--older-than", "7d");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("--yes");
    assertThat(Program.run(home, "list", "-o", "json").out()).contains("\"total\":1");
  }

  private void registerEightDaysAgo(String... hosts) throws IOException {
    Path database = ServerProcess.database(home);
    Files.createDirectories(database.getParent());
    Instant eightDaysAgo = Instant.now().minus(Duration.ofDays(8));
    try (SqliteAgentRepository store = SqliteAgentRepository.open(database)) {
      AgentRegistry registry = AgentRegistry.over(store, () -> eightDaysAgo);
      for (String host : hosts) {
        registry.heartbeat(
            Heartbeat.from(new AgentIdentity(host, "10.0.0.5", "/srv/repos/tracker")));
      }
    }
  }
}
