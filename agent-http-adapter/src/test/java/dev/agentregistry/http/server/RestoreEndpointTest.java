package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreEndpointTest {

  private static final String PATH = "/api/agents/restore";

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static String record(String seenAt, int version) {
    return """
    {"id": "agt_d21ea4ea", "hostname": "build-01", "machine_address": "10.0.0.5",
     "repo_path": "/srv/repos/tracker", "status": "idle", "liveness": "ignored",
     "issue_ids": ["A"], "capabilities": ["java"], "ttl_seconds": 60,
     "created_at": "2025-12-31T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z",
     "last_seen_at": "%s", "stale_at": null, "version": %d}
    """
        .formatted(seenAt, version);
  }

  @Test
  void aRecordComesBackAsItWasUnlessThereIsALaterOne() {
    Reply stored = server.post(PATH, record("2026-01-01T00:00:01.000Z", 7));
    assertThat(stored.status()).isEqualTo(201);
    assertThat(stored.body().isMissingNode()).isTrue();

    Reply shown = server.get("/api/agents/agt_d21ea4ea");
    assertThat(shown.text("/created_at")).isEqualTo("2025-12-31T00:00:00.000Z");
    assertThat(shown.text("/updated_at")).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(shown.text("/last_seen_at")).isEqualTo("2026-01-01T00:00:01.000Z");
    assertThat(shown.number("/version")).isEqualTo(7);
    assertThat(shown.number("/ttl_seconds")).isEqualTo(60);
    assertThat(shown.text("/liveness")).isEqualTo("stale");

    assertThat(server.post(PATH, record("2026-01-01T00:00:01.000Z", 7)).status()).isEqualTo(204);
    assertThat(server.post(PATH, record("2026-01-01T00:00:00.999Z", 99)).status()).isEqualTo(204);
    assertThat(server.get("/api/agents/agt_d21ea4ea").number("/version")).isEqualTo(7);
    assertThat(server.post(PATH, record("2026-01-01T00:00:01.000Z", 8)).status()).isEqualTo(201);
  }

  @Test
  void whatTheServerShowsCanBePutBack() {
    server.beat("build-01");
    String shown = server.get("/api/agents/agt_d21ea4ea").body().toString();
    server.delete("/api/agents/agt_d21ea4ea");

    assertThat(server.post(PATH, shown).status()).isEqualTo(201);
    assertThat(server.get("/api/agents/agt_d21ea4ea").body().toString()).isEqualTo(shown);
  }

  @Test
  void anIdThatBelongsToAnotherIdentityIsA409ThatNamesIt() {
    server.post(
        "/api/agents/heartbeat",
        "{\"hostname\": \"a\", \"machine_address\": \"b:c\", \"repo_path\": \"d\"}");
    String id = server.get("/api/agents").text("/agents/0/id");

    Reply reply =
        server.post(
            PATH,
            record("2026-01-01T00:00:01.000Z", 7)
                .replace("agt_d21ea4ea", id)
                .replace("build-01", "a:b")
                .replace("10.0.0.5", "c")
                .replace("/srv/repos/tracker", "d"));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("/type")).isEqualTo("urn:agent-registry:agent-id-collision");
    assertThat(reply.text("/stored/hostname")).isEqualTo("a");
    assertThat(reply.text("/stored/machine_address")).isEqualTo("b:c");
    assertThat(reply.text("/stored/repo_path")).isEqualTo("d");
    assertThat(server.get("/api/agents/" + id).text("/machine_address")).isEqualTo("b:c");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', hostname machine_address repo_path created_at updated_at last_seen_at version",
    "'{\"id\": \"agt_00000000\", \"hostname\": \"a\", \"machine_address\": \"b\", \"repo_path\":"
        + " \"c\", \"version\": 0, \"status\": \"idle\", \"created_at\": \"x\", \"updated_at\":"
        + " \"2026-01-01T00:00:00.000Z\", \"last_seen_at\": 7}', id created_at last_seen_at"
        + " version",
    "'{\"hostname\": \" \", \"machine_address\": 7, \"repo_path\": \"c\", \"version\": 1,"
        + " \"status\": \"a b\", \"ttl_seconds\": 0, \"issue_ids\": [\"\"], \"created_at\":"
        + " \"2026-01-01T00:00:00Z\", \"updated_at\": \"2026-01-01T00:00:00Z\","
        + " \"last_seen_at\": \"2026-01-01T00:00:00Z\"}', hostname machine_address status"
        + " ttl_seconds issue_ids",
  })
  void allThatIsMissingOrBadIsNamed(String body, String fields) {
    Reply reply = server.post(PATH, body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactlyInAnyOrder(fields.split(" "));
    assertThat(server.get("/api/agents").number("/total")).isZero();
  }

  @Test
  void aTimeAfterWhichTheRecordCouldNotBeReadIsRefused() {
    Reply reply = server.post(PATH, record("9999-12-31T23:59:59.999Z", 7));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).contains("last_seen_at");
    assertThat(server.get("/api/agents").number("/total")).isZero();
  }

  @Test
  void theStatsCountWhatIsThere() {
    server.beat("build-01");
    server.beat("build-02");
    server.clock().set(TestServer.T0.plusSeconds(600));
    server.beat("BUILD-02");

    Reply reply = server.get("/api/stats");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().toString())
        .isEqualTo(
            "{\"total\":3,\"liveness\":{\"online\":1,\"stale\":2,\"offline\":0},"
                + "\"status\":{\"active\":3},\"hosts\":2,\"largest_hosts\":["
                + "{\"hostname\":\"build-02\",\"agents\":2},"
                + "{\"hostname\":\"build-01\",\"agents\":1}]}");
  }
}
