package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.cli.Registry.Where;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who works on what, as people and programs see it. */
class IssuesCommandTest {

  @TempDir Path folder;
  private Registry registry;

  @BeforeEach
  void open() {
    registry = Registry.open(Where.NEAR, folder, "agents");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void eachIssueIsShownOnceWithAllItsAgents() {
    registry
        .with("build-01", "working", Duration.ofSeconds(30))
        .with("build-02", "idle", Duration.ofSeconds(10));

    assertThat(registry.run("issues").out())
        .isEqualTo(
            """
            ISSUE  STATE      AGENT         HOSTNAME  LIVENESS  REPO                SEEN
            T-"2"  contested  agt_ab358e9c  build-02  online    /srv/repos/tracker  10s ago
                              agt_d21ea4ea  build-01  online    /srv/repos/tracker  30s ago
            T-1    contested  agt_ab358e9c  build-02  online    /srv/repos/tracker  10s ago
                              agt_d21ea4ea  build-01  online    /srv/repos/tracker  30s ago
            """);
  }

  @Test
  void onATerminalNoLineIsTooLongAndWhatNeedsSomebodyIsColoured() {
    registry.with("build-01", "working", Duration.ofDays(1));
    registry.cli().onTerminal();

    String out = registry.run("issues").out();
    assertThat(out).contains("\u001b[31morphaned\u001b[0m", "\u001b[33mstale   \u001b[0m");
    assertThat(out.replaceAll("\u001b\\[[0-9]+m", "").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void programsGetTheApisShape() {
    registry.with("build-01", "working", Duration.ofSeconds(30));

    assertThat(registry.run("issues", "--limit", "1", "-o", "json").out())
        .isEqualTo(
            "{\"issues\":[{\"issue_id\":\"T-\\\"2\\\"\",\"state\":\"held\",\"agent_count\":1,\"agents\":[{\"id\":\"agt_d21ea4ea\",\"hostname\":\"build-01\",\"repo_path\":\"/srv/repos/tracker\",\"status\":\"working\",\"liveness\":\"online\",\"last_seen_at\":\"2026-01-31T09:29:30.000Z\"}]}],\"total\":2,\"limit\":1,\"offset\":0,\"next\":\"VC0iMiI\"}\n");
    assertThat(registry.run("issues", "-o", "csv").out())
        .startsWith("issue_id,state,id,hostname,repo_path,status,liveness,last_seen_at\r\n")
        .contains("T-1,held,agt_d21ea4ea,build-01,/srv/repos/tracker,working,online,2026-01-31T0");
    assertThat(registry.run("issues", "-o", "ndjson").out().lines()).hasSize(2);
  }

  @Test
  void nothingToShowIsSaidInWords() {
    registry.run("heartbeat", "--hostname", "idle", "--address", "10.0.0.5", "--repo", "/srv/x");

    assertThat(registry.run("issues"))
        .isEqualTo(new Cli.Result(0, "", "No agent names an issue.\n"));
    assertThat(registry.run("issues", "--state", "contested").err())
        .isEqualTo("No issues match.\n");
  }

  @Test
  void moreThanFitOnAPageIsSaid() {
    registry.with("build-01", "working", Duration.ofSeconds(30));

    assertThat(registry.run("issues", "--limit", "1").err())
        .isEqualTo("1 of 2 issues; --offset, --limit or --all show the others\n");
  }
}
