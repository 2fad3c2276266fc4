package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heartbeats that go on until they are stopped. */
@Timeout(120)
class HeartbeatEveryIT {

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void whoIsStoppedSaysGoodbye(String signal, int exitCode) throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        AgentsProcess run = beat(server, "--issue", "T-1", "-o", "ndjson")) {
      WatchedAgent agent = new WatchedAgent(server);
      agent.awaitMore(3);
      assertThat(agent.liveness()).isEqualTo("online");
      run.signal(signal);

      assertThat(run.awaitEnd()).isEqualTo(exitCode);
      assertThat(agent.liveness()).isEqualTo("offline");
      assertThat(agent.record().at("/issue_ids/0").asText()).isEqualTo("T-1");
      assertThat(run.out()).contains("\"version\":1}").hasLineCount(1);
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void aServerThatGoesAndComesBackIsTwoLines() throws Exception {
    ServerProcess first = ServerProcess.start(home);
    try (AgentsProcess run = beat(first)) {
      new WatchedAgent(first).awaitMore(1);
      first.stop();
      Eventually.holds(() -> run.err().contains("lost"), run::err);
      try (ServerProcess again =
          ServerProcess.start(home, "--port", String.valueOf(first.uri().getPort()))) {
        WatchedAgent agent = new WatchedAgent(again);
        agent.awaitMore(2);
        assertThat(agent.liveness()).isEqualTo("online");
        run.signal("TERM");

        assertThat(run.awaitEnd()).isEqualTo(143);
        assertThat(agent.liveness()).isEqualTo("offline");
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err())
            .startsWith("agents: lost the registry (no answer from " + first.uri())
            .containsPattern("; trying again\nagents: found the registry again after [0-9]+[sm]");
        Told.assertInWords(run.err());
      }
    } finally {
      first.close();
    }
  }

  @Test
  void aGoodbyeToAServerThatIsAwayKeepsNobodyWaiting() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        AgentsProcess run = beat(server)) {
      new WatchedAgent(server).awaitMore(1);
      server.kill();
      run.signal("TERM");

      assertThat(run.awaitEnd()).isEqualTo(143);
      assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(2);
      Told.assertInWords(run.err());
    }
  }

  @Test
  void aServerThatNeverAnswersKeepsNobodyWaitingEither() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        AgentsProcess run = beat(server)) {
      new WatchedAgent(server).awaitMore(1);
      stop(server.process(), "STOP");
      run.signal("TERM");

      assertThat(run.awaitEnd()).isEqualTo(143);
      assertThat(run.err()).isEqualTo("agents: the registry did not answer the goodbye in time\n");
    }
  }

  @Test
  void whatWaitingDoesNotMendEndsItAtTheFirstHeartbeat() {
    try (ServerProcess server = ServerProcess.start(home)) {
      Program.Result result =
          Program.run(
              home,
              "heartbeat",
              "--url",
              server.uri().toString(),
              "--token-file",
              ServerProcess.wrongTokenFile(home).toString(),
              "--every",
              "1s");

      Told.assertOneLine(result, "token");
    }
  }

  @Test
  void aServerThatIsNotThereYetIsWaitedFor() throws Exception {
    ServerProcess before = ServerProcess.start(home);
    before.stop();
    try (AgentsProcess run = beat(before)) {
      Eventually.holds(() -> run.err().contains("cannot reach the registry yet"), run::err);
      try (ServerProcess server =
          ServerProcess.start(home, "--port", String.valueOf(before.uri().getPort()))) {
        new WatchedAgent(server).awaitLiveness("online");
        Eventually.holds(() -> run.err().contains("found the registry after"), run::err);
        assertThat(run.err()).hasLineCount(2);
        Eventually.holds(() -> run.out().endsWith("\nVersion       1\n"), run::out);
        assertThat(run.out()).startsWith("ID ");
      }
    } finally {
      before.close();
    }
  }

  @Test
  void itIsTheSameOnADatabaseFile() throws Exception {
    try (AgentsProcess run = AgentsProcess.start(home, "heartbeat", "--every", "1s", "-o", "csv")) {
      Eventually.holds(
          () -> Program.run(home, "list", "-o", "ndjson").out().contains("\"version\":3"),
          run::err);
      run.signal("TERM");

      assertThat(run.awaitEnd()).isEqualTo(143);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).hasLineCount(2);
      assertThat(Program.run(home, "list", "-o", "ndjson").out())
          .contains("\"liveness\":\"offline\"");
    }
  }

  private AgentsProcess beat(ServerProcess server, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("heartbeat", "--url", server.uri().toString(), "--every", "1s"));
    arguments.addAll(List.of(more));
    return AgentsProcess.start(home, arguments.toArray(String[]::new));
  }

  private static void stop(Process process, String signal) {
    assertThat(
            Program.run(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())))
                .exitCode())
        .isZero();
  }
}
