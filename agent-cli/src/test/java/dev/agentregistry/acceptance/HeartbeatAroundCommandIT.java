package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any agent can be wrapped, and does not notice. */
@Timeout(120)
class HeartbeatAroundCommandIT {

  @TempDir Path home;
  private ServerProcess server;
  private WatchedAgent agent;
  private Gate gate;

  @BeforeEach
  void startServer() {
    server = ServerProcess.start(home);
    agent = new WatchedAgent(server);
    gate = new Gate(home);
  }

  @AfterEach
  void killServer() {
    server.close();
  }

  @Test
  void itIsOnlineWhileTheCommandRunsAndOfflineRightAfterWithItsExitCode() throws Exception {
    String script = "echo $AGENT_REGISTRY_AGENT_ID; echo oops >&2; " + gate.await() + " exit 7";
    try (AgentsProcess run = wrap("--every 1s --status working --issue T-1", script)) {
      agent.awaitLiveness("online");
      agent.awaitMore(2);
      assertThat(agent.record().at("/status").asText()).isEqualTo("working");
      assertTokenIsHidden(run);
      gate.open();

      assertThat(run.awaitEnd()).isEqualTo(7);
      assertThat(agent.liveness()).isEqualTo("offline");
      assertThat(agent.record().at("/status").asText()).isEqualTo("offline");
      assertThat(agent.record().at("/issue_ids/0").asText()).isEqualTo("T-1");
      assertThat(run.out()).isEqualTo(agent.record().at("/id").asText() + "\n");
      assertThat(run.err()).isEqualTo("oops\n");
    }
  }

  @Test
  void itEndsWithTheCommandAndNotWithTheInterval() throws Exception {
    try (AgentsProcess run = wrap("--every 1h", "exit 0")) {
      assertThat(run.awaitEnd()).isZero();
      assertThat(run.out() + run.err()).isEmpty();
      assertThat(agent.liveness()).isEqualTo("offline");
      assertThat(agent.record().at("/ttl_seconds").asLong()).isEqualTo(3 * 3600);
    }
  }

  @ParameterizedTest
  @CsvSource({"KILL, 137", "SEGV, 139", "TERM, 143"})
  void aCommandThatASignalEndsIsToldAsShellsDo(String signal, int exitCode) throws Exception {
    try (AgentsProcess run = wrap("", "kill -" + signal + " $$")) {
      assertThat(run.awaitEnd()).isEqualTo(exitCode);
      assertThat(agent.liveness()).isEqualTo("offline");
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM", "HUP"})
  void thatItHasToStopIsPassedOnAndTheCommandHasItsTime(String signal) throws Exception {
    String script = "trap 'echo told' TERM; echo ready; " + gate.await() + " exit 9";
    try (AgentsProcess run = wrap("--every 1s", script)) {
      Eventually.holds(() -> run.out().equals("ready\n"), run::err);
      run.signal(signal);
      Eventually.holds(() -> run.out().equals("ready\ntold\n"), run::out);
      agent.awaitMore(2);
      assertThat(agent.liveness()).isEqualTo("online");
      gate.open();

      assertThat(run.awaitEnd()).isEqualTo(9);
      assertThat(run.out()).isEqualTo("ready\ntold\n");
      assertThat(agent.liveness()).isEqualTo("offline");
    }
  }

  @Test
  void aCtrlCReachesTheCommandOnceAndItMayGoOn() throws Exception {
    Path script = home.resolve("script");
    Files.writeString(
        script,
        "trap 'echo one INT' INT; trap 'echo one TERM' TERM; echo ready; "
            + gate.await()
            + " exit 5");
    try (PseudoTerminal terminal =
        PseudoTerminal.start(home, heartbeat("--every 1s", "sh", script.toString()))) {
      terminal.awaitText("ready");
      terminal.type("\u0003");
      terminal.awaitText("one INT");
      agent.awaitMore(2);
      assertThat(agent.liveness()).isEqualTo("online");
      assertThat(terminal.text()).doesNotContain("one TERM");
      terminal.program().destroy();
      terminal.awaitText("one TERM");
      gate.open();

      assertThat(terminal.awaitEnd()).isEqualTo(5);
      assertThat(terminal.text()).containsOnlyOnce("one INT").containsOnlyOnce("one TERM");
      assertThat(agent.liveness()).isEqualTo("offline");
    }
  }

  @Test
  void theTerminalIsTheCommandsAlone() throws Exception {
    Path script = home.resolve("script");
    Files.writeString(script, "read line; test -t 0 && test -t 1 && test -t 2 && echo \"[$line]\"");
    try (PseudoTerminal terminal =
        PseudoTerminal.start(home, heartbeat("--every 1s", "sh", script.toString()))) {
      agent.awaitMore(1);
      terminal.type("some words\n");

      assertThat(terminal.awaitEnd()).isZero();
      assertThat(terminal.text()).contains("[some words]");
    }
  }

  @Test
  void oneThatIsKilledGoesStale() {
    try (AgentsProcess run = wrap("--every 1s --ttl 2s", gate.await())) {
      agent.awaitMore(1);
      run.handle().destroyForcibly();

      agent.awaitLiveness("stale");
      assertThat(agent.record().at("/status").asText()).isEqualTo("active");
      gate.open();
    }
  }

  @Test
  void theCommandRunsThoughTheServerIsAway() throws Exception {
    server.stop();
    try (AgentsProcess run = wrap("--every 1s", "echo done; exit 4")) {
      assertThat(run.awaitEnd()).isEqualTo(4);
      assertThat(run.out()).isEqualTo("done\n");
      assertThat(run.err())
          .startsWith("agents: cannot reach the registry yet (no answer from " + server.uri())
          .endsWith("); trying again\n")
          .hasLineCount(1);
      Told.assertInWords(run.err());
    }
  }

  @Test
  void theCommandRunsThoughTheServerRefusesTheToken() throws Exception {
    Path wrong = ServerProcess.wrongTokenFile(home);
    try (AgentsProcess run = wrap("--every 1s --token-file " + wrong, gate.await() + " exit 3")) {
      Eventually.holds(() -> run.err().contains("trying again"), run::err);
      gate.open();

      assertThat(run.awaitEnd()).isEqualTo(3);
      assertThat(run.err())
          .startsWith("agents: the registry refuses the heartbeat (")
          .doesNotContain("not-the-token")
          .hasLineCount(1);
    }
  }

  @Test
  void itIsTheSameOnADatabaseFile() throws Exception {
    Path database = home.resolve("near.db");
    String[] list = {"list", "--db", database.toString(), "-o", "csv"};
    String script = gate.await() + " kill -KILL $$";
    try (AgentsProcess run =
        AgentsProcess.start(
            home,
            "heartbeat",
            "--db",
            database.toString(),
            "--every",
            "1s",
            "--",
            "sh",
            "-c",
            script)) {
      Eventually.holds(
          () -> Files.exists(database) && Program.run(home, list).out().contains(",online,"),
          run::err);
      gate.open();

      assertThat(run.awaitEnd()).isEqualTo(137);
      assertThat(run.out() + run.err()).isEmpty();
      assertThat(Program.run(home, list).out()).contains(",offline,offline,");
    }
  }

  private AgentsProcess wrap(String options, String script) {
    return AgentsProcess.start(home, heartbeat(options, "sh", "-c", script).toArray(String[]::new));
  }

  private List<String> heartbeat(String options, String... command) {
    return Stream.of(
            Stream.of("heartbeat", "--url", server.uri().toString()),
            Stream.of(options.split(" ", -1)).filter(option -> !option.isEmpty()),
            Stream.of("--"),
            Stream.of(command))
        .flatMap(part -> part)
        .toList();
  }

  private void assertTokenIsHidden(AgentsProcess run) throws IOException {
    String commandLines = "";
    for (ProcessHandle process :
        Stream.concat(Stream.of(run.handle()), run.handle().descendants()).toList()) {
      commandLines += Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    }
    assertThat(commandLines).contains("heartbeat", "sh").doesNotContain(server.token());
    assertThat(run.out() + run.err()).doesNotContain(server.token());
  }
}
