package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatEndpointTest {

  private static final String PATH = "/api/agents/heartbeat";

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theAnswerIsTheWholeRecord() {
    Reply reply =
        server.post(
            PATH,
            """
            {"hostname": "build-01", "machine_address": "10.0.0.5",
             "repo_path": "/srv/repos/tracker", "status": "Working",
             "issue_ids": ["TRCKR-280", "TRCKR-281", "TRCKR-280"], "capabilities": ["java", "sql"],
             "ttl_seconds": 60, "some_future_member": {"a": [1]}}
            """);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body().toString())
        .isEqualTo(
            """
            {"id":"agt_d21ea4ea","hostname":"build-01","machine_address":"10.0.0.5",\
            "repo_path":"/srv/repos/tracker","status":"working","liveness":"online",\
            "issue_ids":["TRCKR-280","TRCKR-281"],"capabilities":["java","sql"],"ttl_seconds":60,\
            "created_at":"2026-01-31T09:30:00.123Z","updated_at":"2026-01-31T09:30:00.123Z",\
            "last_seen_at":"2026-01-31T09:30:00.123Z","stale_at":"2026-01-31T09:31:00.123Z",\
            "version":1}\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"status\": null, \"issue_ids\": null, \"capabilities\": null, \"ttl_seconds\": null",
        ", \"issue_ids\": [], \"capabilities\": []",
      })
  void absentNullAndEmptyAreTheSame(String more) {
    Reply reply =
        server.post(
            PATH,
            "{\"hostname\": \"a\", \"machine_address\": \"b\", \"repo_path\": \"c\"%s}"
                .formatted(more));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/status")).isEqualTo("active");
    assertThat(reply.body().at("/issue_ids").toString()).isEqualTo("[]");
    assertThat(reply.body().at("/capabilities").toString()).isEqualTo("[]");
    assertThat(reply.number("/ttl_seconds")).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({
    "höst, fe80::1, /home/zoë/репо, agt_48a8263b",
    "WIN-7, 192.168.1.7, C:\\\\work\\\\repo, agt_3fed49a5",
  })
  void namesOfAllKindsComeBackAsTheyWere(String host, String address, String repo, String id) {
    Reply reply =
        server.post(
            PATH,
            "{\"hostname\": \"%s\", \"machine_address\": \"%s\", \"repo_path\": \"%s\"}"
                .formatted(host, address, repo));

    assertThat(reply.text("/id")).isEqualTo(id);
    assertThat(reply.text("/hostname")).isEqualTo(host);
    assertThat(reply.text("/repo_path")).isEqualTo(repo.replace("\\\\", "\\"));
    assertThat(server.get("/api/agents/" + id).body()).isEqualTo(reply.body());
  }

  @Test
  void aPathOf4096CharactersIsFineAndOneMoreIsNot() {
    String path = "/" + "ü".repeat(4095);
    assertThat(server.post(PATH, bodyWithRepo(path)).text("/repo_path")).isEqualTo(path);

    Reply reply = server.post(PATH, bodyWithRepo(path + "x"));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactly("repo_path");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceByTheNamesOfTheWire() {
    Reply reply =
        server.post(
            PATH,
            """
            {"hostname": "  ", "machine_address": 7, "status": "in progress", "issue_ids": ["a", 2],
             "capabilities": "java", "ttl_seconds": 0}
            """);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.badFields())
        .containsExactly(
            "hostname",
            "machine_address",
            "repo_path",
            "status",
            "issue_ids",
            "capabilities",
            "ttl_seconds");
    assertThat(reply.text("/errors/0/message")).isEqualTo("must not be blank");
    assertThat(reply.text("/errors/2/message")).isEqualTo("is required");
    assertThat(reply.text("/errors/4/message"))
        .isEqualTo("must be an array of strings, but item 2 is not one");
    assertThat(reply.number("/status")).isEqualTo(422);
    assertThat(server.get("/api/agents").number("/total")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"hostname\": \"\"",
        "\"hostname\": \"a\\u0000b\"",
        "\"hostname\": \"\\ud800\"",
        "\"hostname\": null",
        "\"hostname\": [\"a\"]",
        "\"machine_address\": \"a\\nb\"",
        "\"repo_path\": false",
        "\"status\": \"\"",
        "\"status\": \"working!\"",
        "\"status\": 5",
        "\"issue_ids\": [\"\"]",
        "\"issue_ids\": [null]",
        "\"issue_ids\": {}",
        "\"capabilities\": [[\"a\"]]",
        "\"ttl_seconds\": 604801",
        "\"ttl_seconds\": -1",
        "\"ttl_seconds\": 1.5",
        "\"ttl_seconds\": \"60\"",
        "\"ttl_seconds\": 99999999999999999999",
        "\"ttl_seconds\": 1e999",
        "\"ttl_seconds\": true",
      })
  void everyBadValueIsRefusedByTheNameOfItsField(String member) {
    String field = member.substring(1, member.indexOf('"', 1));
    String[] fields = {"hostname", "machine_address", "repo_path"};
    StringBuilder body = new StringBuilder("{").append(member);
    for (String required : fields) {
      if (!required.equals(field)) {
        body.append(", \"").append(required).append("\": \"x\"");
      }
    }

    Reply reply = server.post(PATH, body.append('}').toString());

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactly(field);
  }

  @Test
  void aThousandItemsAreFineAndOneMoreIsNot() {
    assertThat(server.post(PATH, bodyWithIssues(1000)).body().at("/issue_ids")).hasSize(1000);

    Reply reply = server.post(PATH, bodyWithIssues(1001));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.badFields()).containsExactly("issue_ids");
  }

  @Test
  void aWholeNumberMayBeWrittenWithADecimalPoint() {
    Reply reply =
        server.post(
            PATH,
            """
            {"hostname": "a", "machine_address": "b", "repo_path": "c", "ttl_seconds": 60.0}
            """);

    assertThat(reply.number("/ttl_seconds")).isEqualTo(60);
  }

  @Test
  void anotherIdentityWithTheSameIdIsRefusedAndTheFirstOneStays() {
    server.post(PATH, "{\"hostname\": \"a\", \"machine_address\": \"b:c\", \"repo_path\": \"d\"}");

    Reply reply =
        server.post(
            PATH, "{\"hostname\": \"a:b\", \"machine_address\": \"c\", \"repo_path\": \"d\"}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("/type")).isEqualTo("urn:agent-registry:agent-id-collision");
    assertThat(reply.text("/detail")).contains("'a' 'b:c' 'd'", "'a:b' 'c' 'd'");
    Reply listed = server.get("/api/agents");
    assertThat(listed.number("/total")).isEqualTo(1);
    assertThat(listed.text("/agents/0/hostname")).isEqualTo("a");
  }

  @Test
  void aGoodbyeMakesTheAgentOfflineAndNothingIsAwaited() {
    Reply reply =
        server.post(
            PATH,
            """
            {"hostname": "a", "machine_address": "b", "repo_path": "c", "status": "stopped"}
            """);

    assertThat(reply.text("/liveness")).isEqualTo("offline");
    assertThat(reply.body().at("/stale_at").isNull()).isTrue();
  }

  private static String bodyWithRepo(String path) {
    return "{\"hostname\": \"a\", \"machine_address\": \"b\", \"repo_path\": \"%s\"}"
        .formatted(path);
  }

  private static String bodyWithIssues(int count) {
    List<String> issues = IntStream.range(0, count).mapToObj(i -> "\"issue-" + i + "\"").toList();
    return "{\"hostname\": \"a\", \"machine_address\": \"b\", \"repo_path\": \"c\", \"issue_ids\":"
        + " ["
        + String.join(",", issues)
        + "]}";
  }
}
