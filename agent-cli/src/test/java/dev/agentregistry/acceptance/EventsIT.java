package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those who follow a real server are told. */
@Timeout(120)
class EventsIT {

  @TempDir Path home;

  private static Instant time(JsonNode event, String pointer) {
    return Instant.parse(event.at(pointer).asText());
  }

  @Test
  void whoFallsSilentIsToldWithinTwoSecondsAndTheMetricMoves() {
    try (ServerProcess server = ServerProcess.start(home);
        Followed events = Followed.on(server, home, "--event", "stale")) {
      Reported.by("build-01").silentFor(1).to(server);
      events.await("stale build-01");

      JsonNode stale = events.told().get(0);
      assertThat(Duration.between(time(stale, "/agent/stale_at"), time(stale, "/at")))
          .isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
      assertThat(stale.at("/agent/liveness").asText()).isEqualTo("stale");
      Eventually.holds(
          () -> server.scrape().contains("agent_registry_agents{liveness=\"stale\"} 1.0"),
          server::scrape);
    }
  }

  @Test
  void twoAgentsOnOneIssueAreContestedThenOneHoldsItThenItIsOrphanedEverywhere() {
    try (ServerProcess server = ServerProcess.start(home);
        Followed events = Followed.on(server, home, "--issue", "TRCKR-280")) {
      Reported first = Reported.by("build-01").on("TRCKR-280").silentFor(3_600);
      first.to(server);
      assertThat(state(server)).isEqualTo("held");

      Reported.by("build-02").on("TRCKR-280").silentFor(1).to(server);
      assertThat(state(server)).isEqualTo("contested");
      events.await("contested TRCKR-280");
      events.await("stale build-02", "held TRCKR-280");
      assertThat(state(server)).isEqualTo("held");

      first.saying("stopped").to(server);
      assertThat(state(server)).isEqualTo("orphaned");
      events.await("offline build-01", "orphaned TRCKR-280");
      assertThat(issuesOnTheCommandLine(server))
          .startsWith("TRCKR-280,orphaned,")
          .contains("build-01", "build-02");
    }
  }

  private static String state(ServerProcess server) {
    return server.send("GET", "/api/issues/TRCKR-280", "").body().at("/state").asText();
  }

  private String issuesOnTheCommandLine(ServerProcess server) {
    Program.Result result =
        Program.run(
            home,
            "issues",
            "-o",
            "csv",
            "--url",
            server.uri().toString(),
            "--token-file",
            server.tokenFile().toString());
    return result.out().substring(result.out().indexOf('\n') + 1);
  }

  @Test
  void whatAnotherProcessRemovesFromTheFileIsToldToo() {
    try (ServerProcess server = ServerProcess.start(home);
        Followed events = Followed.on(server, home)) {
      String id = Reported.by("build-01").to(server);
      events.await("registered build-01");

      Program.Result removed = Program.run(home, "remove", id);

      assertThat(removed.exitCode()).as(removed.err()).isZero();
      events.await("removed build-01");
    }
  }

  @Test
  void whoListensGoesOnAfterARestartAndMissesNothing() {
    ServerProcess first = ServerProcess.start(home);
    String port = String.valueOf(first.uri().getPort());
    try (Followed events = Followed.on(first, home)) {
      Reported.by("build-01").to(first);
      events.await("registered build-01");
      first.stop();
      Program.Result beat =
          Program.run(
              home, "heartbeat", "--hostname", "build-02", "--address", "x", "--repo", "/y");
      assertThat(beat.exitCode()).as(beat.err()).isZero();

      try (ServerProcess second = ServerProcess.start(home, "--port", port)) {
        Reported.by("build-03").to(second);

        events.await("registered build-03");
        assertThat(events.inWords())
            .containsExactly("registered build-01", "registered build-02", "registered build-03");
        assertThat(events.told())
            .extracting(event -> event.at("/id").asLong())
            .containsExactly(1L, 2L, 3L);
      }
    } finally {
      first.close();
    }
  }

  @Test
  void whoReadsNoMoreEndsItQuietly() {
    try (ServerProcess server = ServerProcess.start(home)) {
      Reported.by("build-01").to(server);
      Reported.by("build-02").to(server);
      String agents = String.join(" ", Program.agents("events", "--after", "0", "-o", "ndjson"));

      Program.Result result =
          Program.run(
              Program.builder(home, List.of("bash", "-c", agents + " --count 2 | head -1")));

      assertThat(result.out().lines()).hasSize(1);
      assertThat(result.err()).isEmpty();
    }
  }
}
