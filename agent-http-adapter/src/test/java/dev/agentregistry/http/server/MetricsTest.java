package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.StoreActivity;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a scrape of the server brings. */
@Timeout(60)
class MetricsTest {

  @RegisterExtension private final TestStore withTokens = new TestStore();

  private final Store store = new Store();
  private final TestServer server =
      TestServer.start(new Monitored(Optional.empty(), Optional.of(store), () -> 7));

  @AfterEach
  void stop() {
    server.close();
  }

  /** Tells what a test says. */
  private static final class Store implements StoreActivity {
    private final AtomicReference<CommitWatcher> watcher =
        new AtomicReference<>(CommitWatcher.NOBODY);

    @Override
    public long waitingChanges() {
      return 3;
    }

    @Override
    public long logBytes() {
      return 4096;
    }

    @Override
    public void tell(CommitWatcher newWatcher) {
      watcher.set(newWatcher);
    }
  }

  private List<String> scrape() {
    String text = server.text(server.request("/metrics").GET());
    assertThat(text).endsWith("\n");
    return text.lines().toList();
  }

  @Test
  void heartbeatsAreCountedByHowTheyEnded() {
    server.beat("build-01");
    server.beat("build-01");
    server.post("/api/agents/heartbeat", "{}");
    server.post("/api/agents/heartbeat", "nonsense");
    server.post(
        "/api/agents/heartbeat",
        "{\"hostname\": \"a\", \"machine_address\": \"b:c\", \"repo_path\": \"d\"}");
    server.post(
        "/api/agents/heartbeat",
        "{\"hostname\": \"a:b\", \"machine_address\": \"c\", \"repo_path\": \"d\"}");
    server.send(
        server.requestWithoutToken("/api/agents/heartbeat").POST(BodyPublishers.ofString("{}")));

    assertThat(scrape())
        .contains(
            "# TYPE agent_registry_heartbeats_total counter",
            "agent_registry_heartbeats_total{outcome=\"created\"} 2.0",
            "agent_registry_heartbeats_total{outcome=\"updated\"} 1.0",
            "agent_registry_heartbeats_total{outcome=\"invalid\"} 2.0",
            "agent_registry_heartbeats_total{outcome=\"collision\"} 1.0",
            "agent_registry_heartbeats_total{outcome=\"unauthorized\"} 1.0",
            "agent_registry_heartbeats_total{outcome=\"unavailable\"} 0.0");
  }

  @Test
  void agentsAreCountedByLivenessAndStatus() {
    server.beat("build-01");
    server.beat("build-02");

    assertThat(scrape())
        .contains(
            "agent_registry_agents{liveness=\"online\"} 2.0",
            "agent_registry_agents{liveness=\"stale\"} 0.0",
            "agent_registry_agents{liveness=\"offline\"} 0.0",
            "agent_registry_agents_by_status{status=\"active\"} 2.0");
  }

  @Test
  void statusesThatAgentsInventDoNotBecomeLabelsWithoutEnd() {
    Map<AgentStatus, Long> byStatus = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      byStatus.put(new AgentStatus("status-" + i), 100L - i);
    }

    Map<String, Long> labels =
        AgentMetrics.byStatus(new AgentCounts(0, Map.of(), byStatus, 0, List.of()));

    assertThat(labels).hasSize(21).containsEntry("status-0", 100L).containsEntry("status-19", 81L);
    assertThat(labels).containsEntry("other", 80L + 79 + 78 + 77 + 76 + 75 + 74 + 73 + 72 + 71);
  }

  @Test
  void requestsAreMeasuredByThePatternOfTheirRoute() {
    String id = server.beat("build-01");
    server.get("/api/agents/" + id);
    server.get("/api/agents/agt_00000000");
    server.get("/api/agents?limit=1");
    server.get("/api/stats");
    server.get("/health/ready");
    server.get("/some/where/" + id);
    server.get("/api/nothing/" + id);
    server.send(server.request("/api/agents").method("BREW", BodyPublishers.noBody()));
    List<String> text = scrape();

    assertThat(text)
        .contains(
            count("POST", "/api/agents/heartbeat", 200, 1),
            count("GET", "/api/agents/{id}", 200, 1),
            count("GET", "/api/agents/{id}", 404, 1),
            count("GET", "/api/agents", 200, 1),
            count("GET", "/api/stats", 200, 1),
            count("GET", "/health/ready", 200, 1),
            count("GET", "other", 404, 2),
            count("other", "/api/agents", 405, 1));
    assertThat(text).noneMatch(line -> line.contains(id) || line.contains("build-01"));
  }

  private static String count(String method, String route, int code, int requests) {
    return "agent_registry_http_request_duration_seconds_count{code=\"%d\",method=\"%s\",route=\"%s\"} %d"
        .formatted(code, method, route, requests);
  }

  @Test
  void behindABasePathTheyAreTheSame() {
    WebOptions web = new WebOptions("/registry", Set.of(), Set.of(), false);
    try (TestServer behind = TestServer.start(web)) {
      behind.post("/registry/api/agents/heartbeat", "{}");

      assertThat(behind.text(behind.request("/registry/metrics").GET()).lines())
          .contains(
              "agent_registry_heartbeats_total{outcome=\"invalid\"} 1.0",
              count("POST", "/api/agents/heartbeat", 422, 1));
      assertThat(behind.send(behind.requestWithoutToken("/registry/metrics").GET()).status())
          .isEqualTo(401);
      assertThat(behind.send(behind.requestWithoutToken("/registry/health/ready").GET()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void theStoreTellsOfItsCommits() {
    store.watcher.get().waited(1_500_000);
    store.watcher.get().waited(500_000);
    store.watcher.get().committed(2, 20_000_000);

    assertThat(scrape())
        .contains(
            "agent_registry_commit_batch_size_bucket{le=\"1.0\"} 0",
            "agent_registry_commit_batch_size_bucket{le=\"2.0\"} 1",
            "agent_registry_commit_duration_seconds_bucket{le=\"0.01\"} 0",
            "agent_registry_commit_duration_seconds_bucket{le=\"0.025\"} 1",
            "agent_registry_commit_duration_seconds_sum 0.02",
            "agent_registry_write_queue_wait_seconds_count 2",
            "agent_registry_write_queue_wait_seconds_sum 0.002",
            "agent_registry_write_queue_depth 3.0",
            "agent_registry_wal_bytes 4096.0");
  }

  @Test
  void prunesAreCountedByWhoAskedForThem() {
    server.beat("build-01");
    server.clock().set(TestServer.T0.plusSeconds(3_600));
    server.post("/api/agents/prune", "{\"older_than\": \"1m\", \"dry_run\": true}");
    server.post("/api/agents/prune", "{\"older_than\": \"1m\", \"dry_run\": false}");

    assertThat(scrape())
        .contains(
            "agent_registry_pruned_agents_total{trigger=\"request\"} 1.0",
            "agent_registry_pruned_agents_total{trigger=\"automatic\"} 7.0",
            "agent_registry_event_listeners 0.0",
            "agent_registry_build_info{version=\"%s\"} 1".formatted(version()));
  }

  /** Classes that are in no jar have none. */
  private static String version() {
    return Objects.requireNonNullElse(
        RegistryServer.class.getPackage().getImplementationVersion(), "unknown");
  }

  @Test
  void itIsTextForPrometheusThatIsForReadingOnly() {
    assertThat(server.typeOf(server.request("/metrics").GET()))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(
            server
                .send(server.request("/metrics").method("HEAD", BodyPublishers.noBody()))
                .status())
        .isEqualTo(200);
    Reply reply = server.post("/metrics", "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void itTakesATokenThatMayRead() {
    String secret =
        TokenRegistry.over(withTokens.tokens(), InstantSource.system())
            .create("p", Scope.READ)
            .orElseThrow();
    try (TestServer other = TestServer.start(withTokens)) {
      HttpRequest.Builder withToken =
          other.requestWithoutToken("/metrics").header("Authorization", "Bearer " + secret).GET();

      for (String path :
          List.of("/metrics", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics")) {
        assertThat(other.send(other.requestWithoutToken(path).GET()).status())
            .as(path)
            .isEqualTo(401);
      }
      assertThat(other.text(withToken)).contains("agent_registry_agents");
    }
  }

  @Test
  void unlessItIsOpenToAll() {
    try (TestServer open = TestServer.startWithOpenMetrics()) {
      assertThat(open.text(open.requestWithoutToken("/metrics").GET()))
          .contains("agent_registry_agents");
      assertThat(open.send(open.requestWithoutToken("/api/agents").GET()).status()).isEqualTo(401);
    }
  }
}
