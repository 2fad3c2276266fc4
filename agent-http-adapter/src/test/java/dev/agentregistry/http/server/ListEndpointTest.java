package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListEndpointTest {

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEmptyRegistryIsAnEmptyPage() {
    assertThat(server.get("/api/agents").body().toString())
        .isEqualTo("{\"agents\":[],\"total\":0,\"limit\":50,\"offset\":0,\"next\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "status=working, one",
    "status=WORKING, one",
    "status=working&status=idle, one two",
    "hostname=TWO, two",
    "hostname=t_o, ''",
    "hostname=t%25, ''",
    "repo_path=/srv/b%2Bc%20d, two",
    "repo_path=/srv/b%2Bc+d, two",
    "issue_id=X-1, one",
    "issue_id=X-1&issue_id=X-2, one two",
    "issue_id=x-1, ''",
    "capability=java, one two",
    "capability=java&status=idle, two",
    "liveness=online, two",
    "liveness=stale, one",
    "liveness=offline, three",
    "liveness=stale&liveness=offline, one three",
    "seen_before=2026-01-31T09:31:00Z, one three",
    "seen_before=2026-01-31T10:31:00%2B01:00, one three",
    "seen_after=2026-01-31T09:31:00Z, two",
    "seen_before=9m, one three",
    "seen_after=PT9M, two",
    "seen_before=2w, ''",
    "sort=id&limit=1000, one two three",
  })
  void filtersLetThroughWhatTheySay(String query, String expected) {
    beat("one", "/srv/a", "working", "X-1", "java");
    beat("three", "/srv/c", "offline", "X-3", "sql");
    server.clock().set(TestServer.T0.plus(Duration.ofMinutes(9)));
    beat("two", "/srv/b+c d", "idle", "X-2", "java");
    server.clock().set(TestServer.T0.plus(Duration.ofMinutes(9)).plusSeconds(59));

    Reply reply = server.get("/api/agents?" + query);

    List<String> hosts = expected.isEmpty() ? List.of() : List.of(expected.split(" "));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.texts("/agents", "hostname")).containsExactlyInAnyOrderElementsOf(hosts);
    assertThat(reply.number("/total")).isEqualTo(hosts.size());
  }

  @ParameterizedTest
  @CsvSource({
    "state=working, state",
    "statuss=working, statuss",
    "status=in%20progress, status",
    "liveness=alive, liveness",
    "liveness=ONLINE, liveness",
    "sort=hostname, sort",
    "sort=id&sort=id, sort",
    "limit=0, limit",
    "limit=1001, limit",
    "limit=ten, limit",
    "limit=, limit",
    "limit, limit",
    "hostname, hostname",
    "status&sort=id, status",
    "limit=1&limit=2, limit",
    "offset=-1, offset",
    "offset=99999999999999999999, offset",
    "seen_before=yesterday, seen_before",
    "seen_after=5, seen_after",
    "seen_before=-5m, seen_before",
    "cursor=nonsense, cursor",
    "cursor=last_seen_at~1~agt_00000001&sort=id, cursor",
    "cursor=id~1~agt_00000001&sort=id&offset=1, offset",
    "limit=0&sort=x&colour=red, colour sort limit",
  })
  void whatIsUnknownOrBadIsRefusedByName(String query, String fields) {
    Reply reply = server.get("/api/agents?" + query);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactly(fields.split(" "));
  }

  @Test
  void pagesByOffsetSayWhereTheyAre() {
    for (int i = 0; i < 5; i++) {
      server.clock().set(TestServer.T0.plusSeconds(i));
      server.beat("host-" + i);
    }

    Reply first = server.get("/api/agents?limit=2");
    Reply second = server.get("/api/agents?limit=2&offset=2");
    Reply last = server.get("/api/agents?limit=2&offset=4");
    Reply past = server.get("/api/agents?limit=2&offset=6");

    assertThat(first.texts("/agents", "hostname")).containsExactly("host-4", "host-3");
    assertThat(second.texts("/agents", "hostname")).containsExactly("host-2", "host-1");
    assertThat(second.number("/offset")).isEqualTo(2);
    assertThat(second.number("/limit")).isEqualTo(2);
    assertThat(last.texts("/agents", "hostname")).containsExactly("host-0");
    assertThat(last.body().at("/next").isNull()).isTrue();
    assertThat(past.texts("/agents", "hostname")).isEmpty();
    assertThat(past.number("/total")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"id", "last_seen_at"})
  void followingNextMeetsEveryAgentOnce(String sort) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      server.clock().set(TestServer.T0.plusSeconds(i / 3));
      ids.add(server.beat("host-" + i));
    }

    List<String> met = new ArrayList<>();
    String place = "";
    do {
      Reply page = server.get("/api/agents?limit=5&sort=" + sort + place);
      met.addAll(page.texts("/agents", "id"));
      place = page.body().at("/next").isNull() ? "" : "&cursor=" + page.text("/next");
      if (sort.equals("id")) {
        // Heartbeats keep coming, and an agent that is met already goes.
        ids.forEach(id -> server.clock().set(server.clock().instant().plusMillis(1)));
        server.beat("host-3");
        server.delete("/api/agents/" + met.get(0));
      }
    } while (!place.isEmpty());

    assertThat(met).containsExactlyInAnyOrderElementsOf(ids).doesNotHaveDuplicates();
  }

  private void beat(String host, String repo, String status, String issue, String capability) {
    Reply reply =
        server.post(
            "/api/agents/heartbeat",
            """
            {"hostname": "%s", "machine_address": "10.0.0.5", "repo_path": "%s", "status": "%s",
             "issue_ids": ["%s"], "capabilities": ["%s"]}
            """
                .formatted(host, repo, status, issue, capability));
    assertThat(reply.status()).isEqualTo(200);
  }
}
