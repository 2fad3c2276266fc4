package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.Heartbeat;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, in processes of its own. */
class ProgramIT {

  private static final String READY = "Agent Registry listening on ";

  @TempDir Path folder;

  @Test
  void theVersionIsTheJars() throws Exception {
    assertThat(run("--version").out()).matches("agents [0-9]+\\.[0-9]+\\.[0-9]+.*\n");
  }

  @Test
  void whatOneProcessSendsAnotherLists() throws Exception {
    Cli.Result sent =
        run(
            "heartbeat",
            "--hostname",
            "build-01",
            "--address",
            "10.0.0.5",
            "--repo",
            "/srv/repos/tracker",
            "--status",
            "Working",
            "--issue",
            "TRCKR-280",
            "-o",
            "json");
    assertThat(sent.err()).isEmpty();
    assertThat(sent.out()).startsWith("{\"id\":\"agt_d21ea4ea\"").endsWith("\"version\":1}\n");

    assertThat(run("list").out())
        .startsWith("ID            HOSTNAME  STATUS   LIVENESS  ISSUES     REPO")
        .contains("agt_d21ea4ea  build-01  working  online    TRCKR-280  /srv/repos/tracker  ");
    assertThat(run("show", "agt_d21ea4ea").out()).contains("Repo          /srv/repos/tracker\n");
    assertThat(run("remove", "agt_d21ea4ea", "agt_00000000").exitCode()).isEqualTo(4);
    assertThat(run("list").err()).isEqualTo("No agents yet.\n");
  }

  @Test
  void aHeartbeatFindsOutWhereItIsSentFrom() throws Exception {
    Path checkout = Files.createDirectories(folder.resolve("checkout/src"));
    Files.createDirectory(folder.resolve("checkout/.git"));
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of("heartbeat", "-o", "csv"));

    assertThat(Processes.run(checkout, environment(), command).out())
        .contains("," + folder.toRealPath().resolve("checkout") + ",active,online,");
  }

  @Test
  void aReaderThatHasReadEnoughEndsItQuietly() throws Exception {
    try (OpenRegistry open =
        Registries.openOrMake(
            new DatabaseFile(folder.resolve("agents.db"), false), InstantSource.system())) {
      for (int i = 0; i < 1500; i++) {
        open.registry()
            .heartbeat(Heartbeat.from(new AgentIdentity("host-" + i, "10.0.0.1", "/srv/repo")));
      }
    }
    Process list = piped("list", "--all", "-o", "ndjson");
    try (BufferedReader out = list.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("{\"id\":\"agt_");
    }

    assertThat(list.waitFor()).isZero();
    assertThat(list.errorReader(StandardCharsets.UTF_8).readLine()).isNull();
  }

  @Test
  void aServerTellsWhereItIsAnswersAndStopsWhenItIsToldTo() throws Exception {
    Process server = piped("serve", "--port", "0");
    String ready = server.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(ready).matches(READY + "http://127\\.0\\.0\\.1:[1-9][0-9]*");
    String url = ready.substring(READY.length());

    Path tokenFile = folder.resolve("token");
    String token = Files.readString(tokenFile).strip();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile)))
        .isEqualTo("rw-------");
    assertThat(status(url, "wrong")).isEqualTo(401);
    assertThat(status(url, token)).isEqualTo(200);
    assertThat(run("list").out()).contains("agt_d21ea4ea");

    Cli.Result second = run("serve", "--port", url.replaceFirst(".*:", ""));
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err()).contains(url.substring("http://".length()), "--port").hasLineCount(1);

    // By its handle: the process itself would close its streams too.
    server.toHandle().destroy();
    assertThat(server.waitFor()).isEqualTo(143);
    assertThat(server.errorReader(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.contains(tokenFile.toString()))
        .noneMatch(line -> line.contains(token) || line.startsWith("\tat "));
    assertThat(folder.resolve("agents.db-wal")).doesNotExist();
  }

  @Test
  void shortCommandsLoadNothingOfTheServer() throws Exception {
    List<String> command = new ArrayList<>(program());
    command.add(1, "-Xlog:class+load:file=" + folder.resolve("classes"));
    command.addAll(List.of("heartbeat"));
    assertThat(Processes.run(folder, environment(), command).exitCode()).isZero();

    assertThat(Files.readString(folder.resolve("classes")))
        .contains("dev.agentregistry.cli.HeartbeatCommand")
        .doesNotContain("io.helidon", "http.server", "ServeCommand", "ServerLog")
        .doesNotContain("postgres", "hikari");
  }

  /** Sends a heartbeat. */
  private static int status(String url, String token) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create(url + "/api/agents/heartbeat").toURL().openConnection();
    request.setRequestProperty("Authorization", "Bearer " + token);
    request.setRequestProperty("Content-Type", "application/json");
    request.setDoOutput(true);
    request
        .getOutputStream()
        .write(
            """
            {"hostname": "build-01", "machine_address": "10.0.0.5",
             "repo_path": "/srv/repos/tracker"}
            """
                .getBytes(StandardCharsets.UTF_8));
    return request.getResponseCode();
  }

  private Cli.Result run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of(args));
    return Processes.run(folder, environment(), command);
  }

  private Process piped(String... args) throws IOException {
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of(args));
    return Processes.piped(folder, environment(), command);
  }

  private Map<String, String> environment() {
    return Map.of("AGENT_REGISTRY_DB", folder.resolve("agents.db").toString(), "LC_ALL", "C.UTF-8");
  }

  private static List<String> program() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(java.toString(), "-jar", mainJar().toString());
  }

  private static Path mainJar() throws IOException {
    Path lib = Path.of(System.getProperty("agents.lib"));
    try (var jars = Files.newDirectoryStream(lib, "agent-cli-*.jar")) {
      return jars.iterator().next();
    }
  }
}
