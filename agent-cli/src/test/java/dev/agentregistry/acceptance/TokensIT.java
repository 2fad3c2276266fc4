package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that an admin makes beside a running server: what they open, and who sees them. */
@Timeout(120)
class TokensIT {

  private static final String AGENT = "/api/agents/agt_00000000";
  private static final String PRUNE = "{\"older_than\": \"7d\", \"dry_run\": true}";

  @TempDir Path home;

  @Test
  void aTokenOpensWhatItsScopeAllowsFromTheNextSecondOn() {
    try (ServerProcess server = ServerProcess.start(home)) {
      String agent = create("ci-runners", "agent");
      awaitStatus(server, agent, 200);
      String read = create("dashboard", "read");
      awaitStatus(server, read, 200);

      String beat = ServerProcess.heartbeat("build-01");
      assertThat(status(server, agent, "POST", "/api/agents/heartbeat", beat)).isEqualTo(200);
      assertThat(status(server, agent, "DELETE", AGENT, "")).isEqualTo(403);
      assertThat(status(server, agent, "POST", "/api/agents/prune", PRUNE)).isEqualTo(403);
      assertThat(status(server, agent, "GET", "/api/tokens", "")).isEqualTo(403);
      assertThat(status(server, read, "GET", "/api/stats", "")).isEqualTo(200);
      assertThat(status(server, read, "POST", "/api/agents/heartbeat", beat)).isEqualTo(403);
      assertThat(status(server, server.token(), "DELETE", AGENT, "")).isEqualTo(404);
    }
  }

  @Test
  void aRevokedTokenIsUnknownWithinASecond() {
    try (ServerProcess server = ServerProcess.start(home)) {
      String token = create("ci-runners", "agent");
      awaitStatus(server, token, 200);

      assertThat(Program.run(home, "token", "revoke", "ci-runners").exitCode()).isZero();
      long revokedAt = System.nanoTime();
      awaitStatus(server, token, 401);

      assertThat(Duration.ofNanos(System.nanoTime() - revokedAt)).isLessThan(Duration.ofSeconds(1));
      assertThat(status(server, server.token(), "GET", "/api/agents", "")).isEqualTo(200);
    }
  }

  @Test
  void aCommandThatLacksTheScopeSaysSoInOneLine() throws IOException {
    try (ServerProcess server = ServerProcess.start(home)) {
      Path file = Files.writeString(home.resolve("t"), create("dashboard", "read"));
      awaitStatus(server, Files.readString(file), 200);
      String url = server.uri().toString();

      Program.Result result =
          Program.run(
              home, "remove", "agt_00000000", "--url", url, "--token-file", file.toString());

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.errLines().getLast()).contains("'read'", "'admin'");
    }
  }

  @Test
  void noTokenIsSeenAnywhereButWhereItWasAskedFor() throws IOException {
    List<String> seen = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(home, "--log-level", "debug")) {
      String url = server.uri().toString();
      tokens.add(server.token());
      tokens.add(create("ci-runners", "agent"));
      tokens.add("no-such-token-1234567890");
      for (String token : tokens) {
        server.sendAs(token, "GET", "/api/agents?x=1", "");
        seen.addAll(runWith(token, "list", "--url", url));
        seen.addAll(runWith(token, "heartbeat", "--verbose", "--url", url));
        seen.addAll(runWith(token, "list", "--verbose", "--url", "http://127.0.0.1:9"));
      }
      seen.addAll(outputs(Program.run(home, "token", "list", "-o", "json")));
      seen.add(commandLines());
      server.stop();
      seen.add(server.log());
    }
    Files.deleteIfExists(ServerProcess.database(home).resolveSibling("token"));
    seen.addAll(filesBelowHome());

    assertThat(seen).isNotEmpty();
    for (String token : tokens) {
      assertThat(seen).noneMatch(text -> text.contains(token));
    }
  }

  private List<String> runWith(String token, String... arguments) {
    ProcessBuilder command = Program.builder(home, Program.agents(arguments));
    command.environment().put("AGENT_REGISTRY_TOKEN", token);
    return outputs(Program.run(command));
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
        contents.add(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private String create(String name, String scope) {
    Program.Result made = Program.run(home, "token", "create", "--name", name, "--scope", scope);
    assertThat(made.exitCode()).as(made.err()).isZero();
    return made.out().strip();
  }

  private static int status(
      ServerProcess server, String token, String method, String path, String body) {
    return server.sendAs(token, method, path, body).status();
  }

  private static void awaitStatus(ServerProcess server, String token, int wanted) {
    while (status(server, token, "GET", "/api/agents?limit=1", "") != wanted) {
      Thread.onSpinWait();
    }
  }
}
