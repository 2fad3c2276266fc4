package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import dev.agentregistry.domain.AgentId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command gives the same on a file, on a server and on a PostgreSQL database. */
class NearAndFarTest {

  @TempDir Path folder;
  private Registry near;
  private Registry far;
  private Registry postgres;

  @BeforeEach
  void open() {
    near = withAgents(Registry.open(Where.NEAR, folder, "near"));
    far = withAgents(Registry.open(Where.FAR, folder, "far"));
    postgres = withAgents(Registry.open(Where.POSTGRES, folder, "postgres"));
  }

  private static Registry withAgents(Registry empty) {
    return empty
        .with("build-01", "working", Duration.ofSeconds(30))
        .with("build-02", "idle", Duration.ofMinutes(20))
        .with("höst", "stopped", Duration.ofDays(8))
        .with("build-03", "working", Duration.ofDays(9));
  }

  @AfterEach
  void close() {
    near.close();
    far.close();
    postgres.close();
  }

  static Stream<List<String>> commands() {
    return Stream.of(
            "list",
            "list --all",
            "list --liveness stale --liveness offline",
            "list --liveness online",
            "list --status working --sort id --limit 1",
            "list --hostname BUILD-02 --issue T-1 --capability java --repo /srv/repos/tracker",
            "list --limit 2 --offset 1",
            "list --offset 100",
            "list --hostname nobody",
            "show %s",
            "show agt_00000000",
            "show nonsense",
            "stats",
            "issues",
            "issues --all",
            "issues --state contested --state orphaned",
            "issues --state held --hostname BUILD-01 --limit 1",
            "issues --offset 1",
            "issues --offset 100",
            "issues --hostname nobody",
            "issues --state nonsense",
            "issues --all --limit 1",
            "events --after 0 --count 4",
            "events --after 1 --event registered --hostname build-03 --count 1",
            "events --after 0 --count 0",
            "events --event nonsense",
            "check --min-online 1",
            "check --min-online 2 --max-stale 0",
            "check --min-online 1 --hostname build-01 --issue T-1",
            "check",
            "remove %s agt_00000000 nonsense",
            "remove %s",
            "prune --older-than 7d --dry-run",
            "prune --older-than 7d --hostname build-03 --status working --yes",
            "prune --older-than 7d",
            "prune --older-than 100d --yes",
            "prune --older-than nonsense",
            "heartbeat --hostname build-01 --address 10.0.0.5 --repo /srv/repos/tracker",
            "heartbeat --hostname new --address 10.0.0.5 --repo /none --status offline",
            "heartbeat --hostname bad\u0007 --address 10.0.0.5 --repo /none",
            "token list",
            "token revoke nobody")
        .map(command -> command.formatted(AgentId.derive(Samples.TRACKER)))
        .map(command -> List.of(command.split(" ")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandAnswersTheSameInEveryFormat(List<String> command) {
    for (String format : List.of("json", "ndjson", "csv", "table", "wide")) {
      String[] args =
          Stream.concat(command.stream(), formatOption(command, format)).toArray(String[]::new);

      Cli.Result expected = near.run(args);
      assertThat(far.run(args)).as(format).isEqualTo(expected);
      if (format.equals("json")) {
        // How it is shown does not depend on where it is.
        assertThat(postgres.run(args)).isEqualTo(expected);
      }
    }
  }

  private static Stream<String> formatOption(List<String> command, String format) {
    boolean hasNone = command.contains("remove") || command.contains("revoke");
    return hasNone ? Stream.of() : Stream.of("-o", format);
  }

  @Test
  void aTokenThatIsMadeIsListedAndRevoked() {
    for (Registry registry : List.of(near, far, postgres)) {
      assertThat(registry.run("token", "create", "--name", "ci", "--scope", "agent").out())
          .matches("agr_[A-Za-z0-9_-]{43}\n");
      assertThat(registry.run("token", "create", "--name", "ci", "--scope", "read").exitCode())
          .isEqualTo(3);
      assertThat(registry.run("token", "list", "-o", "csv").out())
          .matches("name,scope,created_at,last_used_at\r\nci,agent,[0-9T:.-]+Z,\r\n");
      assertThat(registry.run("token", "revoke", "ci").exitCode()).isZero();
      assertThat(registry.run("token", "revoke", "ci").exitCode()).isEqualTo(4);
    }
  }
}
