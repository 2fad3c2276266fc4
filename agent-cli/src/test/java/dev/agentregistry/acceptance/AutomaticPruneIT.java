package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that prunes by itself. */
@Timeout(120)
class AutomaticPruneIT {

  @TempDir Path home;

  @Test
  void theSilentGoWhoBeatsStaysAndTheLogSaysSo() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(home, "--prune-after", "3s", "--default-ttl", "1s");
        Beating agents = new Beating()) {
      agents.over(server, "beating");
      server.beat("silent");
      awaitLog(server, "pruned 1 agent silent for more than 3s: agt_");

      assertThat(server.log()).contains("(silent)");
      assertThat(server.send("GET", "/api/agents?hostname=silent", "").body().at("/total").asInt())
          .isZero();
      agents.awaitStored(1);
      agents.stop();
      agents.assertGapless();
    }
  }

  @Test
  void aDayWithoutAServerRemovesNobodyAndMakesNobodyStale() throws Exception {
    try (ServerProcess server = ServerProcess.start(home)) {
      for (int i = 0; i < 5; i++) {
        server.beat("agent-" + i);
      }
      server.stop();
    }
    letPass(Duration.ofDays(1));
    assertThat(Program.run(home, "list", "--liveness", "online", "-o", "json").out())
        .contains("\"total\":5");

    try (ServerProcess server =
        ServerProcess.start(home, "--prune-after", "1h", "--log-level", "debug")) {
      awaitLog(server, "nobody was silent for more than 1h");

      assertThat(server.send("GET", "/api/agents?liveness=online", "").body().at("/total").asInt())
          .isEqualTo(5);
      assertThat(Program.run(home, "check", "--min-online", "5", "--max-stale", "0").exitCode())
          .isZero();
    }
  }

  @Test
  void moreThanHalfOfAllStayAndTheLogWarnsOnce() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(home, "--prune-after", "2s", "--log-level", "debug");
        Beating agents = new Beating()) {
      for (int i = 0; i < 11; i++) {
        server.beat("silent-" + i);
      }
      agents.over(server, "beating");
      awaitLog(server, "the automatic prune removed nothing: 11 of 12 agents");
      server.beat("silent-0");
      server.beat("silent-1");
      awaitLog(server, "pruned 9 agents");

      assertThat(server.log().split("the automatic prune removed nothing", -1)).hasSize(2);
      agents.stop();
    }
  }

  /** Everything that the file knows was so long ago. */
  private void letPass(Duration time) throws SQLException {
    long millis = time.toMillis();
    try (Connection connection = Sqlite.open(ServerProcess.database(home))) {
      Sqlite.execute(connection, "UPDATE last_beats SET last_seen_at = last_seen_at - " + millis);
      Sqlite.execute(
          connection,
          "UPDATE listening_periods SET started_at = started_at - %1$d,".formatted(millis)
              + " heard_until = heard_until - "
              + millis);
    }
  }

  private static void awaitLog(ServerProcess server, String text) {
    while (!server.log().contains(text)) {
      assertThat(server.process().isAlive()).as(server.log()).isTrue();
      Thread.onSpinWait();
    }
  }
}
