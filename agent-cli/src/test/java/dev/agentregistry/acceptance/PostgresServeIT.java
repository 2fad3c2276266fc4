package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server on a PostgreSQL database, and commands beside it. */
@Timeout(120)
class PostgresServeIT {

  private static final String OLD =
      """
      {"id":"agt_1860b732","hostname":"old","machine_address":"10.0.0.5","repo_path":"/srv/repos/tracker",\
      "status":"idle","issue_ids":[],"capabilities":[],"ttl_seconds":300,"version":1,\
      "created_at":"2020-01-01T00:00:00.000Z","updated_at":"2020-01-01T00:00:00.000Z",\
      "last_seen_at":"2020-01-01T00:00:00.000Z"}
      """;

  private static final Map<String, String> PASSWORD =
      Map.of("AGENT_REGISTRY_DB_PASSWORD", PostgresDatabase.PASSWORD);

  @TempDir Path home;
  private final PostgresDatabase database = PostgresDatabase.make();

  @Test
  void whatAgentsSendTheCommandsSeeAndWhatTheseChangeTheServerTells() throws IOException {
    try (ServerProcess server = ServerProcess.startWith(PASSWORD, home, "--db", database.url());
        Followed events = Followed.on(server, home)) {
      Reported.by("build-01").to(server);
      assertThat(run("list", "-o", "csv").out()).contains(",build-01,").hasLineCount(2);
      Path old = Files.writeString(home.resolve("old.ndjson"), OLD);
      run("import", old.toString());
      events.await("registered build-01", "registered old");

      assertThat(run("prune", "--older-than", "7d", "--yes").out()).contains("Removed 1 agent");
      long prunedAt = System.nanoTime();
      events.await("removed old");

      assertThat(Duration.ofNanos(System.nanoTime() - prunedAt)).isLessThan(Duration.ofSeconds(2));
      String token = run("token", "create", "--name", "ci", "--scope", "read").out().strip();
      Eventually.holds(
          () -> server.sendAs(token, "GET", "/api/agents", "").status() == 200, server::log);
      assertThat(server.stop()).isEqualTo(143);
      Told.assertInWords(server.log());
    }
  }

  @Test
  void itsTokenIsWhereItWouldBeWithTheDefaultFile() throws IOException {
    try (ServerProcess server = ServerProcess.startWith(PASSWORD, home, "--db", database.url())) {
      Path folder = server.tokenFile().getParent();

      assertThat(folder).isDirectoryNotContaining(file -> !file.equals(server.tokenFile()));
      assertThat(mode(server.tokenFile())).isEqualTo("rw-------");
      assertThat(mode(folder)).isEqualTo("rwx------");
      // Which is where the commands look.
      Program.Result list = Program.run(home, "list", "--url", server.uri().toString());
      assertThat(list.exitCode()).as(list.err()).isZero();
      assertThat(server.log()).contains("the database is postgresql://localhost:");
    }
  }

  @Test
  void thePasswordIsNowhereToBeSeen() throws IOException {
    Map<String, String> inUrl = Map.of("AGENT_REGISTRY_DB", database.urlWithPassword());
    String file = PostgresDatabase.passwordFile(home).toString();
    String[] inFile = {"--db", database.url(), "--db-password-file", file};
    List<String> seen = new ArrayList<>();
    try (ServerProcess server = ServerProcess.startWith(inUrl, home, "--log-level", "debug");
        ServerProcess other =
            ServerProcess.start(Files.createDirectory(home.resolve("b")), inFile);
        Followed events = Followed.on(server, home)) {
      Reported.by("build-01").to(server);
      Reported.by("build-02").to(other);
      events.await("registered build-01", "registered build-02");
      for (String command : List.of("list", "doctor -o json", "backup copy", "stats --db x://y")) {
        seen.addAll(outputs(runWith(inUrl, (command + " --verbose").split(" "))));
      }
      Map<String, String> wrongPlace =
          Map.of("AGENT_REGISTRY_DB", database.urlWithPassword().replaceFirst(":[0-9]+/", ":9/"));
      seen.addAll(outputs(runWith(wrongPlace, "list", "--verbose")));
      seen.add(commandLines());
      server.stop();
      other.stop();
      seen.addAll(List.of(server.log(), other.log(), events.err()));
    }
    Files.delete(Path.of(file));
    seen.addAll(filesBelowHome());

    assertThat(seen).isNotEmpty().noneMatch(text -> text.contains(PostgresDatabase.PASSWORD));
  }

  @ParameterizedTest
  @CsvSource({
    "list, postgresql://me@127.0.0.1:9/agents, cannot be reached",
    "serve, postgresql://me@127.0.0.1:9/agents, cannot be reached",
    "heartbeat, postgresql://me@no-such-host.invalid/agents, cannot be reached",
    "list, '', there is no registry in the database",
    "serve, none, make it with createdb",
    "doctor, none, make it with createdb"
  })
  void whatIsWrongWithADatabaseIsToldInOneLine(String command, String place, String told) {
    String url =
        place.equals("none") ? database.url().replaceFirst("/postgres\\?", "/none?") : place;

    Program.Result result =
        runWith(PASSWORD, command, "--db", url.isEmpty() ? database.url() : url);

    if (command.equals("doctor")) {
      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.out()).startsWith("problem  database ").contains(told).hasLineCount(1);
    } else {
      Told.assertOneLine(result, "postgresql://", told);
    }
    assertThat(ServerProcess.database(home).getParent()).doesNotExist();
  }

  @Test
  void thePasswordIsTakenFromWhereItMayBe() {
    String[] list = {"list", "--db", database.url()};
    String file = PostgresDatabase.passwordFile(home).toString();
    String passFile = database.passFile(home).toString();
    run("heartbeat");

    Eventually.holds(() -> runWith(Map.of(), list).exitCode() == 1, () -> "no password is needed");
    Told.assertOneLine(runWith(Map.of(), list), "check the password");
    Told.assertOneLine(
        runWith(Map.of("PGPASSWORD", "Pw8"), list), "refused the user or the password");
    for (Map<String, String> variables :
        List.of(
            PASSWORD,
            Map.of("AGENT_REGISTRY_DB_PASSWORD_FILE", file),
            Map.of("PGPASSWORD", PostgresDatabase.PASSWORD),
            Map.of("PGPASSFILE", passFile))) {
      assertDone(runWith(variables, list));
    }
    assertDone(runWith(Map.of("AGENT_REGISTRY_DB", database.urlWithPassword()), "list"));
    assertDone(runWith(Map.of(), "list", "--db", database.url(), "--db-password-file", file));
  }

  private Program.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--db", database.url()));
    return assertDone(runWith(PASSWORD, all.toArray(String[]::new)));
  }

  private static Program.Result assertDone(Program.Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private Program.Result runWith(Map<String, String> variables, String... arguments) {
    ProcessBuilder command = Program.builder(home, Program.agents(arguments));
    command.environment().putAll(variables);
    return Program.run(command);
  }

  private static List<String> outputs(Program.Result result) {
    return List.of(result.out(), result.err());
  }

  private static String commandLines() {
    StringBuilder lines = new StringBuilder();
    ProcessHandle.allProcesses()
        .forEach(process -> process.info().commandLine().ifPresent(lines::append));
    return lines.toString();
  }

  private List<String> filesBelowHome() throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
