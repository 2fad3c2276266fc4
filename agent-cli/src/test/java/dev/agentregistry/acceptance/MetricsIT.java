package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real server tells Prometheus, and what the documentation makes of it. */
@Timeout(120)
class MetricsIT {

  private static final Pattern NAME = Pattern.compile("agent_registry_[a-z_]+");

  @TempDir Path home;

  /** A server that had a bit of everything to do. */
  private ServerProcess busyServer() {
    ServerProcess server = ServerProcess.start(home, "--default-ttl", "1s");
    server.beat("build-01");
    server.beat("build-01");
    server.beat("build-02");
    server.send("POST", "/api/agents/heartbeat", "{}");
    server.sendAs("wrong", "POST", "/api/agents/heartbeat", "{}");
    server.send("GET", "/api/agents", "");
    server.send("GET", "/api/agents/agt_00000000", "");
    server.send("GET", "/no/where", "");
    server.send("POST", "/api/agents/prune", "{\"older_than\": \"7d\"}");
    return server;
  }

  @Test
  void promtoolFindsNoFaultInThem() throws IOException {
    Promtool.runOrSkip();
    try (ServerProcess server = busyServer()) {
      Program.Result result = Promtool.checkMetrics(home, server.scrape());

      assertThat(result.out() + result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
    }
  }

  @Test
  void theyTellWhatTheServerAndItsStoreDid() {
    try (ServerProcess server = busyServer()) {
      String version = Program.jar("agent-cli").getFileName().toString();

      assertThat(server.scrape().lines())
          .contains(
              "agent_registry_heartbeats_total{outcome=\"created\"} 2.0",
              "agent_registry_heartbeats_total{outcome=\"updated\"} 1.0",
              "agent_registry_heartbeats_total{outcome=\"invalid\"} 1.0",
              "agent_registry_heartbeats_total{outcome=\"unauthorized\"} 1.0",
              "agent_registry_write_queue_depth 0.0",
              "agent_registry_build_info{version=\"%s\"} 1"
                  .formatted(version.substring("agent-cli-".length(), version.length() - 4)))
          .anyMatch(line -> line.matches("agent_registry_commit_batch_size_count [1-9].*"))
          .anyMatch(line -> line.matches("agent_registry_write_queue_wait_seconds_count [1-9].*"))
          .anyMatch(line -> line.matches("agent_registry_wal_bytes [1-9].*"));
      Eventually.holds(
          () -> server.scrape().contains("agent_registry_agents{liveness=\"stale\"} 2.0"),
          server::scrape);
    }
  }

  @Test
  void whatTheServerPrunesByItselfIsCounted() {
    try (ServerProcess server = ServerProcess.start(home, "--prune-after", "1s")) {
      server.beat("build-01");

      Eventually.holds(
          () ->
              server
                  .scrape()
                  .contains("agent_registry_pruned_agents_total{trigger=\"automatic\"} 1.0"),
          server::scrape);
    }
  }

  @Test
  void anybodyMayReadThemWhereTheyAreOpen() throws Exception {
    try (ServerProcess server = ServerProcess.start(home, "--open-metrics", "--in-memory")) {
      assertThat(server.scrapeWithoutToken())
          .contains("agent_registry_agents{")
          // A store in memory has no commits.
          .doesNotContain("commit");
    }
  }

  @Test
  void theDashboardShowsOnlyWhatThereIs() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(doc("grafana-dashboard.json"));
    String expressions = String.join("\n", dashboard.findValuesAsText("expr"));
    assertThat(dashboard.at("/panels")).hasSizeGreaterThan(10);

    try (ServerProcess server = busyServer()) {
      Set<String> there = names(server.scrape());
      assertThat(there).containsAll(names(expressions));
      assertThat(names(expressions)).hasSizeGreaterThan(10);
      assertThat(there).containsAll(names(doc("prometheus-rules.yml")));
    }
  }

  @Test
  void thePageNamesEachOfThem() throws IOException {
    try (ServerProcess server = busyServer()) {
      Set<String> families =
          server
              .scrape()
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .map(line -> line.split(" ")[2])
              .collect(Collectors.toSet());

      assertThat(names(doc("monitoring.md"))).containsAll(families);
    }
  }

  @Test
  void theAlertsComeWhenTheyShould() {
    Promtool.runOrSkip();
    Program.Result check = Promtool.run(home, "check", "rules", "prometheus-rules.yml");
    assertThat(check.err()).isEmpty();
    assertThat(check.exitCode()).isZero();

    Program.Result test = Promtool.run(home, "test", "rules", "prometheus-rules-test.yml");
    assertThat(test.exitCode()).as(test.out() + test.err()).isZero();
  }

  @Test
  void eachAlertIsTestedAndThePageSaysWhatToDo() throws IOException {
    Set<String> alerts =
        Pattern.compile("alert: (\\w+)")
            .matcher(doc("prometheus-rules.yml"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(alerts).hasSizeGreaterThan(5);
    assertThat(doc("monitoring.md")).contains(alerts);
    // Once that it stays away, and once that it comes.
    String tests = doc("prometheus-rules-test.yml");
    assertThat(alerts).allMatch(alert -> Stream.of(tests.split(alert, -1)).count() > 2);
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String doc(String name) throws IOException {
    return Files.readString(Program.ROOT.resolve("docs").resolve(name));
  }
}
