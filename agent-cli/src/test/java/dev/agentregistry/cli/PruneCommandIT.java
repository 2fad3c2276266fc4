package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneCommandIT {

  private static final String[] PRUNE = {"prune", "--older-than", "7d"};

  @TempDir Path folder;
  private Cli cli;

  /** One agent was heard a minute ago, two were heard eight days ago. */
  @BeforeEach
  void sendHeartbeats() {
    cli = new Cli(folder).with("AGENT_REGISTRY_DB", "agents.db");
    cli.now = Cli.NOW.minus(Duration.ofDays(8));
    heartbeat("old-1");
    heartbeat("old-2");
    cli.now = Cli.NOW.minus(Duration.ofMinutes(1));
    heartbeat("new-1");
    cli.now = Cli.NOW;
  }

  @Test
  void aDryRunShowsWhatWouldGoAndRemovesNothing() {
    Cli.Result result = cli.run("prune", "--older-than", "7d", "--dry-run");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("old-1", "old-2").doesNotContain("new-1");
    assertThat(result.err())
        .isEqualTo("Would remove 2 agents last seen before 2026-01-24T09:30:00.000Z.\n");
    assertThat(left()).isEqualTo(3);
  }

  @Test
  void withoutATerminalItRemovesNothingAndSaysHow() {
    Cli.Result result = cli.answering("y\n").run(PRUNE);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("old-1", "nothing was removed", "--yes");
    assertThat(left()).isEqualTo(3);
  }

  @Test
  void onATerminalItAsksAndAYesRemoves() {
    Cli.Result result = cli.onTerminal().answering("y\n").run(PRUNE);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("old-1", "old-2").endsWith("Remove 2 agents? [y/N] ");
    assertThat(result.out())
        .isEqualTo("Removed 2 agents last seen before 2026-01-24T09:30:00.000Z; spared none.\n");
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void anythingElseIsANo() {
    for (String answer : new String[] {"n\n", "\n", "", "yesterday\n"}) {
      Cli.Result result = cli.onTerminal().answering(answer).run(PRUNE);

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err()).endsWith("agents: nothing was removed\n");
    }
    assertThat(left()).isEqualTo(3);
  }

  @Test
  void withYesNothingIsAskedAndTheReportIsInTheAskedFormat() {
    Cli.Result result = cli.run("prune", "--older-than", "7d", "--yes", "-o", "json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith(
            "{\"cutoff\":\"2026-01-24T09:30:00.000Z\",\"dry_run\":false,\"matched\":2,"
                + "\"removed\":2,\"spared\":0,\"agents\":[{");
    assertThat(result.err()).startsWith("Removed 2 agents");
  }

  @Test
  void filtersAreObserved() {
    assertThat(cli.run("prune", "--older-than", "7d", "--hostname", "OLD-1", "--yes").exitCode())
        .isZero();
    assertThat(cli.run("prune", "--older-than", "7d", "--status", "idle", "--yes").err())
        .isEqualTo("No agents match: there is nothing to remove.\n");
    assertThat(left()).isEqualTo(2);
  }

  @Test
  void moreThanHalfOfManyAgentsIsRefusedUnlessForced() {
    cli.now = Cli.NOW.minus(Duration.ofDays(9));
    for (int i = 0; i < 12; i++) {
      heartbeat("many-" + i);
    }
    cli.now = Cli.NOW;

    Cli.Result refused = cli.run("prune", "--older-than", "7d", "--yes");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains("14 of 15 agents", "--force").hasLineCount(1);
    assertThat(left()).isEqualTo(15);
    Cli.Result notAsked = cli.onTerminal().answering("y\n").run(PRUNE);
    assertThat(notAsked.exitCode()).isEqualTo(3);
    assertThat(notAsked.err()).contains("14 of 15 agents", "--force").doesNotContain("[y/N]");
    assertThat(left()).isEqualTo(15);

    assertThat(cli.run("prune", "--older-than", "7d", "--yes", "--force").exitCode()).isZero();
    assertThat(left()).isEqualTo(1);
  }

  private void heartbeat(String hostname) {
    Cli.Result result =
        cli.run("heartbeat", "--hostname", hostname, "--address", "10.0.0.1", "--repo", "/none");
    assertThat(result.err()).isEmpty();
  }

  private long left() {
    return cli.run("list", "--all", "-o", "ndjson").out().lines().count();
  }
}
