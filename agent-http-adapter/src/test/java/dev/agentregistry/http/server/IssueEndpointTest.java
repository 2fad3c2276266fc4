package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/issues}, as its contract says it. */
class IssueEndpointTest {

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
    work("build-01", "\"T-1\", \"group/project#2\"");
    work("build-02", "\"T-1\"");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void work(String hostname, String issueIds) {
    Reply reply =
        server.post(
            "/api/agents/heartbeat",
            """
            {"hostname": "%s", "machine_address": "10.0.0.5", "repo_path": "/srv", "issue_ids": [%s]}
            """
                .formatted(hostname, issueIds));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aPageTellsWhoWorksOnWhat() {
    Reply page = server.get("/api/issues");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("application/json");
    assertThat(page.texts("/issues", "issue_id")).containsExactly("T-1", "group/project#2");
    assertThat(page.texts("/issues", "state")).containsExactly("contested", "held");
    assertThat(page.number("/issues/0/agent_count")).isEqualTo(2);
    assertThat(page.number("/total")).isEqualTo(2);
    assertThat(page.number("/limit")).isEqualTo(50);
    assertThat(page.number("/offset")).isZero();
    assertThat(page.body().at("/next").isNull()).isTrue();
    assertThat(names(page, "")).containsExactly("issues", "total", "limit", "offset", "next");
    assertThat(names(page, "/issues/0"))
        .containsExactly("issue_id", "state", "agent_count", "agents");
    assertThat(names(page, "/issues/0/agents/0"))
        .containsExactly("id", "hostname", "repo_path", "status", "liveness", "last_seen_at");
    assertThat(page.text("/issues/0/agents/0/last_seen_at")).isEqualTo("2026-01-31T09:30:00.123Z");
  }

  private static List<String> names(Reply page, String pointer) {
    Iterable<String> names = () -> page.body().at(pointer).fieldNames();
    return StreamSupport.stream(names.spliterator(), false).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/issues/group%2Fproject%232",
    "/api/issues/group/project%232",
    "/api/%69ssues/group%2Fproject%232",
    "//api/issues/group%2Fproject%232",
  })
  void anIssueIsFoundByItsNameInThePath(String path) {
    assertThat(server.get(path).text("/issue_id")).isEqualTo("group/project#2");
  }

  @Test
  void anUnknownIssueIs404AndNamedAsItWasAskedFor() {
    Reply reply = server.get("/api/issues/a%2Fb%20%3Cx%3E");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("/detail")).isEqualTo("No agent names the issue 'a/b <x>'.");
  }

  @Test
  void parametersFilterAndTurnPages() {
    assertThat(
            server
                .get("/api/issues?state=contested&state=orphaned&hostname=BUILD-01")
                .texts("/issues", "issue_id"))
        .containsExactly("T-1");
    Reply first = server.get("/api/issues?limit=1");
    assertThat(first.text("/next")).matches("[A-Za-z0-9_-]+");
    assertThat(
            server
                .get("/api/issues?limit=1&cursor=" + first.text("/next"))
                .texts("/issues", "issue_id"))
        .containsExactly("group/project#2");
    assertThat(server.get("/api/issues?offset=1").texts("/issues", "issue_id"))
        .containsExactly("group/project#2");
    assertThat(server.get("/api/issues?issue_id=T-1").texts("/issues", "issue_id"))
        .containsExactly("T-1");
  }

  @ParameterizedTest
  @CsvSource({
    "state=busy, state",
    "limit=0, limit",
    "limit=1001, limit",
    "limit=1&limit=2, limit",
    "offset=-1, offset",
    "offset=1&cursor=VC0x, offset",
    "cursor=%3D%3D, cursor",
    "cursor=_w, cursor",
    "sort=id, sort",
    "liveness=online, liveness",
  })
  void aBadParameterIsNamed(String query, String field) {
    Reply reply = server.get("/api/issues?" + query);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({"/api/issues", "/api/issues/T-1", "/api/issues/a%2Fb"})
  void onlyReadingIsPossible(String path) {
    Reply reply = server.send(server.request(path).method("PUT", BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(server.send(server.requestWithoutToken(path).GET()).status()).isEqualTo(401);
  }

  @Test
  void headTellsHowLongTheAnswerWouldBe() {
    Reply reply =
        server.send(server.request("/api/issues/T-1").method("HEAD", BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Integer.parseInt(reply.header("Content-Length"))).isGreaterThan(100);
  }
}
