package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.HttpConnection.Answer;
import dev.agentregistry.persistence.postgresql.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped under load, and started again: the server gets over it by itself. */
@Timeout(120)
class PostgresOutageIT {

  private static final int CONNECTIONS = 24;

  /** Far more than the server has connections to the database. */
  private static final int READS_AT_ONCE = 64;

  /** In which all has to be well again. Nobody waits for longer meanwhile, either. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** How many kinds of warnings there are, each of which comes once a second at most. */
  private static final int WARNINGS = 3;

  @TempDir Path folder;

  @Test
  void underLoadEverybodyIsToldToComeAgainAndNothingThatWasAnsweredIsLost() throws Exception {
    try (PostgresServer database = PostgresServer.start(folder.resolve("data"));
        ServerProcess server = ServerProcess.start(home(), "--db", database.fresh().url());
        Followed events = Followed.on(server, folder);
        Beating agents = new Beating()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        agents.over(server, "host-" + i);
      }
      events.await("registered host-0");
      String token = token(server);
      agents.awaitStored(10 * CONNECTIONS);

      long away = System.nanoTime();
      database.stop();
      agents.awaitRefused(10 * CONNECTIONS);
      awaitReadiness(server, 503);
      long asked = System.nanoTime();
      assertThat(readAtOnce(server))
          .allSatisfy(answer -> Told.assertComeBack(answer, "cannot be reached"));
      assertThat(server.sendAs(token, "GET", "/api/agents", "").status()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
      agents.awaitRefused(10 * CONNECTIONS);

      database.startAgain();
      long back = System.nanoTime();
      agents.awaitStored(CONNECTIONS);
      awaitReadiness(server, 200);
      long well = System.nanoTime();
      assertThat(Duration.ofNanos(well - back)).isLessThan(SOON);
      Reported.by("new").to(server);
      events.await("registered new");
      assertThat(server.sendAs(token, "GET", "/api/agents", "").status()).isEqualTo(200);

      agents.stop();
      assertThat(agents.refusals())
          .allSatisfy(refusal -> Told.assertComeBack(refusal, "postgresql://localhost:"));
      assertThat(agents.broken()).isEmpty();
      assertThat(agents.slowest()).isLessThan(SOON);
      agents.assertGrowing();
      assertNoneIsLost(agents, server);
      assertThat(readAtOnce(server)).allSatisfy(JudgedAgent::recordIn);
      assertThat(events.err()).isEmpty();
      assertLogIsShort(server, Duration.ofNanos(well - away));
      System.out.printf(
          "PostgreSQL was away: %,d heartbeats told to come again, the longest wait %d ms,"
              + " all well %d ms after its return%n",
          agents.refusals().size(),
          agents.slowest().toMillis(),
          Duration.ofNanos(well - back).toMillis());
    }
  }

  private Path home() throws IOException {
    return Files.createDirectory(folder.resolve("home"));
  }

  /** One that is in the database. */
  private static String token(ServerProcess server) {
    String wanted = "{\"name\": \"ci\", \"scope\": \"read\"}";
    return server.send("POST", "/api/tokens", wanted).body().at("/token").asText();
  }

  private static void awaitReadiness(ServerProcess server, int status) {
    Eventually.holds(
        () -> {
          assertThat(server.sendWithoutToken("GET", "/health/live", "").status()).isEqualTo(200);
          return server.sendWithoutToken("GET", "/health/ready", "").status() == status;
        },
        server::log);
  }

  private static void assertNoneIsLost(Beating agents, ServerProcess server) throws IOException {
    Map<String, Long> stored = Listed.by(server).versions();
    assertThat(agents.lastVersions()).hasSize(CONNECTIONS);
    agents
        .lastVersions()
        .forEach((id, version) -> assertThat(stored.get(id)).isGreaterThanOrEqualTo(version));
  }

  private static void assertLogIsShort(ServerProcess server, Duration outage) {
    assertThat(server.log().lines().filter(line -> line.contains("cannot be reached")))
        .hasSizeBetween(1, WARNINGS * (int) (outage.toSeconds() + 2));
    Told.assertInWords(server.log());
  }

  private static List<Answer> readAtOnce(ServerProcess server) throws IOException {
    List<Answer> answers = new ArrayList<>();
    try (HttpConnections connections = HttpConnections.to(server, READS_AT_ONCE)) {
      for (HttpConnection connection : connections.connections()) {
        connection.write("GET", "/api/agents", "");
      }
      for (HttpConnection connection : connections.connections()) {
        answers.add(connection.read());
      }
    }
    return answers;
  }
}
