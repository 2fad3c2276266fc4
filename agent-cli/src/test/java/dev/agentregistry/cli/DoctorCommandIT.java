package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandIT {

  @TempDir Path folder;

  @BeforeEach
  void closeFolder() throws IOException {
    setMode("", "rwx------");
  }

  @Test
  void ofASoundFileAllIsWell() {
    try (Registry registry = withAgents("build-01", "build-02")) {
      Cli.Result result = registry.run("doctor");

      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out().lines())
          .hasSizeGreaterThan(8)
          .filteredOn(line -> !line.contains("space"))
          .allMatch(line -> line.matches("ok       [a-z]+ +\\S.*"));
      assertThat(registry.run("doctor", "--full").out()).contains("integrity_check");
    }
  }

  @Test
  void aWarningIsNoFailure() {
    try (Registry registry = withAgents("build-01", "BUILD-01")) {
      Cli.Result result = registry.run("doctor");

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("warning  hosts        hosts that seem");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "agents.db, rw-r-----, warning, permissions",
    "agents.db, rw-rw----, problem, permissions",
    "'', rwxrwxrwx, problem, folder",
    "token, rw-r--r--, problem, token",
    "token, rw-------, ok, token",
  })
  void whoElseMayGetAtTheFilesIsTold(String name, String mode, String state, String check)
      throws IOException {
    Files.writeString(folder.resolve("token"), "secret-token");
    setMode("token", "rw-------");
    try (Registry registry = withAgents("build-01")) {
      setMode(name, mode);

      Cli.Result result = registry.run("doctor");

      assertThat(result.out()).containsPattern("(?m)^" + state + " +" + check + " ");
      assertThat(result.exitCode()).isEqualTo(state.equals("problem") ? 5 : 0);
      assertThat(result.out()).doesNotContain("secret-token");
    }
  }

  @Test
  void programsGetTheSameAsJson() {
    try (Registry registry = withAgents("build-01")) {
      assertThat(registry.run("doctor", "-o", "json").out())
          .startsWith("{\"checks\":[{\"name\":\"file\",\"state\":\"ok\",\"message\":\"it is an")
          .endsWith("}]}\n")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none.db, there is no database",
    "text.db, is not a SQLite database",
    "., is a folder"
  })
  void whatIsNoDatabaseIsOneProblemInOneLine(String name, String told) throws IOException {
    Files.writeString(folder.resolve("text.db"), "no database, but a text ".repeat(100));

    Cli.Result result = new Cli(folder).run("doctor", "--db", name);

    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.out()).startsWith("problem  file ").contains(told).hasLineCount(1);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void whatAgentsReportCannotPlayTricksOnTheTerminal() {
    try (Registry registry = withAgents("a\u202eb", "A\u202eb")) {
      assertThat(registry.run("doctor").out()).contains("warning  hosts").doesNotContain("\u202e");
    }
  }

  @Test
  void aServerIsAskedAndItsClockCompared() {
    try (Registry far = Registry.open(Where.FAR, folder, "far")) {
      far.cli().now = Instant.now();
      Cli.Result well = far.run("doctor");
      assertThat(well.exitCode()).isZero();
      assertThat(well.out().lines()).hasSize(3).allMatch(line -> line.startsWith("ok "));

      far.cli().now = Instant.now().minusSeconds(3_600);
      assertThat(far.run("doctor").out())
          .containsPattern(
              "warning  clock +the server's clock is (1h|59m).* ahead of this machine's");

      far.runWith(Records.line(Records.agent("ahead", 1_000_000_000)), "import");
      assertThat(far.run("doctor").out()).contains("1 last seen in the future, such as agt_");
      assertThat(far.run("doctor", "--full").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void aServerThatDoesNotKnowTheTokenOrIsAwayIsAProblem() {
    Registry far = Registry.open(Where.FAR, folder, "far");
    far.cli().with("AGENT_REGISTRY_TOKEN", "another");
    Cli.Result stranger = far.run("doctor");
    assertThat(stranger.exitCode()).isEqualTo(5);
    assertThat(stranger.out()).startsWith("problem  server ").contains("token").hasLineCount(1);
    far.close();

    assertThat(far.run("doctor", "-o", "json").out())
        .startsWith("{\"checks\":[{\"name\":\"server\",\"state\":\"problem\"");
  }

  @ParameterizedTest
  @CsvSource({"10, PROBLEM", "100, WARNING", "10000, OK"})
  void littleRoomIsTold(long mebibytes, String state) {
    assertThat(FileChecks.space(mebibytes * 1024 * 1024).state()).hasToString(state);
  }

  private Registry withAgents(String... hostnames) {
    Registry registry = Registry.open(Where.NEAR, folder, "agents");
    for (String hostname : hostnames) {
      assertThat(registry.runWith(Records.line(Records.agent(hostname, 1)), "import").exitCode())
          .isZero();
    }
    return registry;
  }

  private void setMode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
  }
}
