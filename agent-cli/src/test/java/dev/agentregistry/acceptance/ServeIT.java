package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.ServerProcess.Reply;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.persistence.sqlite.SqliteAgentRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as operators start it: a process, a database file, a token file. */
@Timeout(120)
class ServeIT {

  @TempDir Path home;

  @Test
  void theSixStepsOfTheServiceThatItReplaces() {
    try (ServerProcess server = ServerProcess.start(home)) {
      Reply created = server.beat("build-01");
      assertThat(created.status()).isEqualTo(200);
      assertThat(created.body().at("/version").asLong()).isEqualTo(1);
      String agent = "/api/agents/" + created.body().at("/id").asText();

      assertThat(server.send("GET", "/api/agents", "").body().at("/total").asLong()).isEqualTo(1);
      assertThat(server.send("GET", agent, "").body().at("/version").asLong()).isEqualTo(1);
      Reply updated = server.beat("build-01");
      assertThat(updated.status()).isEqualTo(200);
      assertThat(updated.body().at("/version").asLong()).isEqualTo(2);

      for (String[] step :
          List.of(
              new String[] {"POST", "/api/agents/heartbeat", ServerProcess.heartbeat("build-01")},
              new String[] {"GET", "/api/agents", ""},
              new String[] {"GET", agent, ""},
              new String[] {"DELETE", agent, ""})) {
        assertThat(server.sendWithoutToken(step[0], step[1], step[2]).status()).isEqualTo(401);
      }

      assertThat(server.send("DELETE", agent, "").status()).isEqualTo(204);
      assertThat(server.send("GET", agent, "").status()).isEqualTo(404);
    }
  }

  @Test
  void fourHundredHeartbeatsAtOnceForFourNewAgentsGiveEachVersionOnce() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        ExecutorService connections = Executors.newFixedThreadPool(32)) {
      List<Callable<Reply>> heartbeats = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String host = "host-" + i % 4;
        heartbeats.add(() -> server.beat(host));
      }
      Map<String, List<Long>> versions = new TreeMap<>();
      for (Future<Reply> reply : connections.invokeAll(heartbeats)) {
        assertThat(reply.get().status()).isEqualTo(200);
        versions
            .computeIfAbsent(reply.get().body().at("/id").asText(), id -> new ArrayList<>())
            .add(reply.get().body().at("/version").asLong());
      }

      assertThat(versions).hasSize(4);
      List<Long> oneToHundred = LongStream.rangeClosed(1, 100).boxed().toList();
      for (List<Long> ofOneAgent : versions.values()) {
        Collections.sort(ofOneAgent);
        assertThat(ofOneAgent).isEqualTo(oneToHundred);
      }
    }
  }

  @Test
  void theFirstStartMakesATokenThatOnlyItsOwnerCanReadAndNeverShowsIt() throws IOException {
    try (ServerProcess server = ServerProcess.start(home)) {
      String token = server.token();
      server.beat("build-01");
      server.sendWithoutToken("GET", "/api/agents", "");

      assertThat(token).matches("[A-Za-z0-9_-]{43,}");
      assertThat(server.log()).contains(server.tokenFile().toString()).doesNotContain(token);
      for (Path file : List.of(server.tokenFile(), ServerProcess.database(home))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
      server.stop();
      try (ServerProcess again = ServerProcess.start(home)) {
        assertThat(again.token()).isEqualTo(token);
        assertThat(again.beat("build-01").body().at("/version").asLong()).isEqualTo(2);
      }
    }
  }

  @Test
  void whenItIsToldToStopEachAnswerIsInTheFileAndNoLogIsLeftBeside() throws Exception {
    ConcurrentHashMap<String, Long> answered = new ConcurrentHashMap<>();
    CountDownLatch running = new CountDownLatch(40);
    try (ServerProcess server = ServerProcess.start(home);
        ExecutorService clients = Executors.newFixedThreadPool(20)) {
      server.token();
      for (int i = 0; i < 20; i++) {
        String host = "host-" + i;
        clients.execute(() -> beatUntilRefused(server, host, answered, running));
      }
      running.await();
      server.stop();
      clients.shutdown();
    }

    try (Stream<Path> files = Files.list(ServerProcess.database(home).getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("agents.db", "token");
    }
    assertThat(answered).hasSize(20);
    try (SqliteAgentRepository store =
        SqliteAgentRepository.openExisting(ServerProcess.database(home))) {
      answered.forEach(
          (id, version) ->
              assertThat(store.find(AgentId.parse(id).orElseThrow()).orElseThrow().version())
                  .isGreaterThanOrEqualTo(version));
    }
  }

  @Test
  void whileTheDatabaseFileIsGoneNothingIsAnsweredAsStored() throws IOException {
    try (ServerProcess server = ServerProcess.start(home)) {
      assertThat(server.beat("build-01").status()).isEqualTo(200);
      Path database = ServerProcess.database(home);
      Path elsewhere = home.resolve("elsewhere.db");
      Files.move(database, elsewhere);

      Reply refused = server.beat("build-01");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.contentType()).isEqualTo("application/problem+json");
      assertThat(refused.retryAfter()).isEqualTo("1");
      assertThat(refused.body().at("/detail").asText()).contains("agents.db");

      Files.move(elsewhere, database);
      assertThat(server.beat("build-01").body().at("/version").asLong()).isEqualTo(2);
    }
  }

  private static void beatUntilRefused(
      ServerProcess server, String host, Map<String, Long> answered, CountDownLatch running) {
    Optional<Reply> reply = beat(server, host);
    while (reply.isPresent()) {
      assertThat(reply.get().status()).isEqualTo(200);
      answered.put(
          reply.get().body().at("/id").asText(), reply.get().body().at("/version").asLong());
      running.countDown();
      reply = beat(server, host);
    }
  }

  /** One heartbeat, or nothing once the server takes no more. */
  private static Optional<Reply> beat(ServerProcess server, String host) {
    try {
      return Optional.of(server.beat(host));
    } catch (UncheckedIOException refused) {
      return Optional.empty();
    }
  }
}
