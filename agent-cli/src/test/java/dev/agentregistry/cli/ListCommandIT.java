package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandIT {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void sendHeartbeats() {
    cli = new Cli(folder).with("AGENT_REGISTRY_DB", "agents.db");
    cli.now = Cli.NOW.minus(Duration.ofMinutes(10));
    heartbeat("silent", "--status idle --issue A-1");
    cli.now = Cli.NOW.minus(Duration.ofMinutes(1));
    heartbeat("busy", "--status working --issue A-1 --issue A-2 --capability java");
    cli.now = Cli.NOW.minus(Duration.ofSeconds(5));
    heartbeat("gone", "--status offline");
    cli.now = Cli.NOW;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list | gone busy silent",
        "list --limit 2 | gone busy",
        "list --offset 1 --limit 1 | busy",
        "list --all | gone busy silent",
        "list --status WORKING --status idle | busy silent",
        "list --hostname BUSY | busy",
        "list --liveness stale | silent",
        "list --liveness offline --liveness online | gone busy",
        "list --issue A-1 | busy silent",
        "list --capability java --issue A-1 | busy",
        "list --repo /none/busy | busy",
        "list --sort last_seen_at | gone busy silent"
      })
  void filtersOrderAndPagesAreObserved(String line, String hostnames) {
    Cli.Result result = cli.run((line + " -o csv").split(" ", -1));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().skip(1).map(row -> row.split(",", -1)[1]))
        .containsExactly(hostnames.split(" ", -1));
  }

  @Test
  void sortedByIdTheIdsRise() {
    assertThat(cli.run("list", "--sort", "id", "-o", "csv").out().lines().skip(1))
        .hasSize(3)
        .isSorted();
  }

  @Test
  void peopleAreToldThatThereIsMore() {
    assertThat(cli.run("list", "--limit", "2").err())
        .isEqualTo("2 of 3 agents; --offset, --limit or --all show the others\n");
    assertThat(cli.run("list", "--limit", "2", "-o", "csv").err()).isEmpty();
    assertThat(cli.run("list").err()).isEmpty();
  }

  @Test
  void anEmptyResultIsToldInWords() {
    assertThat(cli.run("list", "--hostname", "nobody"))
        .isEqualTo(new Cli.Result(0, "", "No agents match.\n"));
    assertThat(cli.run("list", "--offset", "9").err())
        .isEqualTo("No agents that far: there are 3 in all.\n");
    cli.run("prune", "--older-than", "0s", "--yes");
    assertThat(cli.run("list")).isEqualTo(new Cli.Result(0, "", "No agents yet.\n"));
    assertThat(cli.run("list", "--all", "-o", "csv").err()).isEqualTo("No agents yet.\n");
  }

  @Test
  void onATerminalTheTableFitsAndHasColours() {
    String table = cli.onTerminal().run("list").out();

    assertThat(table).contains("\u001b[32monline", "\u001b[33mstale", "\u001b[2moffline");
    assertThat(table.lines())
        .allMatch(line -> line.replaceAll("\u001b\\[[0-9]+m", "").length() <= 80);
    assertThat(cli.with("NO_COLOR", "1").run("list").out()).doesNotContain("\u001b");
  }

  @Test
  void anAgentThatIsUnknownIsNotFound() {
    assertThat(cli.run("show", "agt_00000000").exitCode()).isEqualTo(4);
    assertThat(cli.run("show", "nonsense").err())
        .isEqualTo(
            "agents: there is no agent 'nonsense': an ID is agt_ and 8 lower-case hex digits\n");

    Cli.Result removal = cli.run("remove", "agt_00000000", id("busy"), id("busy"), id("gone"));
    assertThat(removal.exitCode()).isEqualTo(4);
    assertThat(removal.out()).hasLineCount(2);
    assertThat(removal.err()).contains("agt_00000000").hasLineCount(1);
    assertThat(cli.run("list", "-o", "ndjson").out()).hasLineCount(1);
  }

  private void heartbeat(String hostname, String more) {
    String line = "heartbeat --hostname %s --address a --repo /none/%s %s";
    assertThat(cli.run(line.formatted(hostname, hostname, more).split(" ", -1)).err()).isEmpty();
  }

  private String id(String hostname) {
    return cli.run("list", "--hostname", hostname, "-o", "ndjson").out().substring(7, 19);
  }
}
