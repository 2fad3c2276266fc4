package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those who follow a real server are told. */
@Timeout(120)
class EventsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;

  private AgentsProcess follow(ServerProcess server, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "events",
                "-o",
                "ndjson",
                "--url",
                server.uri().toString(),
                "--token-file",
                server.tokenFile().toString()));
    command.addAll(List.of(more));
    return AgentsProcess.start(home, command.toArray(String[]::new));
  }

  private static List<JsonNode> told(AgentsProcess events) {
    return events.out().lines().map(EventsIT::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> inWords(AgentsProcess events) {
    return told(events).stream()
        .map(
            event ->
                event.at("/event").asText()
                    + " "
                    + event.at("/agent/hostname").asText(event.at("/issue/issue_id").asText()))
        .toList();
  }

  private static void await(AgentsProcess events, String... words) {
    Eventually.holds(
        () -> inWords(events).containsAll(List.of(words)), () -> events.out() + events.err());
  }

  private static Instant time(JsonNode event, String pointer) {
    return Instant.parse(event.at(pointer).asText());
  }

  @Test
  void whoFallsSilentIsToldWithinTwoSecondsAndTheMetricMoves() {
    try (ServerProcess server = ServerProcess.start(home);
        AgentsProcess events = follow(server, "--after", "0", "--event", "stale")) {
      Reported.by("build-01").silentFor(1).to(server);
      await(events, "stale build-01");

      JsonNode stale = told(events).get(0);
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
        AgentsProcess events = follow(server, "--after", "0", "--issue", "TRCKR-280")) {
      Reported first = Reported.by("build-01").on("TRCKR-280").silentFor(3_600);
      first.to(server);
      assertThat(state(server)).isEqualTo("held");

      Reported.by("build-02").on("TRCKR-280").silentFor(1).to(server);
      assertThat(state(server)).isEqualTo("contested");
      await(events, "contested TRCKR-280");
      await(events, "stale build-02", "held TRCKR-280");
      assertThat(state(server)).isEqualTo("held");

      first.saying("stopped").to(server);
      assertThat(state(server)).isEqualTo("orphaned");
      await(events, "offline build-01", "orphaned TRCKR-280");
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
        AgentsProcess events = follow(server, "--after", "0")) {
      String id = Reported.by("build-01").to(server);
      await(events, "registered build-01");

      Program.Result removed = Program.run(home, "remove", id);

      assertThat(removed.exitCode()).as(removed.err()).isZero();
      await(events, "removed build-01");
    }
  }

  @Test
  void whoListensGoesOnAfterARestartAndMissesNothing() {
    ServerProcess first = ServerProcess.start(home);
    String port = String.valueOf(first.uri().getPort());
    try (AgentsProcess events = follow(first, "--after", "0")) {
      Reported.by("build-01").to(first);
      await(events, "registered build-01");
      first.stop();
      Program.Result beat =
          Program.run(
              home, "heartbeat", "--hostname", "build-02", "--address", "x", "--repo", "/y");
      assertThat(beat.exitCode()).as(beat.err()).isZero();

      try (ServerProcess second = ServerProcess.start(home, "--port", port)) {
        Reported.by("build-03").to(second);

        await(events, "registered build-03");
        assertThat(inWords(events))
            .containsExactly("registered build-01", "registered build-02", "registered build-03");
        assertThat(told(events))
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
