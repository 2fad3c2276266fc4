package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

  private static final String AUTHORIZED =
      "Host: localhost\nAuthorization: Bearer " + TestServer.TOKEN + "\n";

  @RegisterExtension private final TestStore store = new TestStore();

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/agents, 'GET, HEAD'",
    "POST, /api/agents, 'GET, HEAD'",
    "OPTIONS, /api/agents, 'GET, HEAD'",
    "BREW, /api/agents, 'GET, HEAD'",
    "GET, /api/agents/heartbeat, POST",
    "DELETE, /api/agents/heartbeat, POST",
    "GET, /api/agents/prune, POST",
    "PATCH, /api/agents/agt_d21ea4ea, 'GET, HEAD, DELETE'",
  })
  void aWrongMethodOnAKnownPathIsA405WithAllow(String method, String path, String allow) {
    Reply reply = server.send(server.request(path).method(method, BodyPublishers.noBody()));

    assertProblem(reply, 405);
    assertThat(reply.header("Allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/agent", "/api/agents/a/b", "/nothing", "/favicon.ico"})
  void anUnknownPathIsA404(String path) {
    assertProblem(server.get(path), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "nonsense",
        "{\"hostname\": \"a\",}",
        "{} {}",
        "{\"hostname\": \"a\", \"hostname\": \"b\"}",
        "[]",
        "null",
        "\"text\"",
        "42",
      })
  void whatIsNoJsonObjectIsA400(String body) {
    assertProblem(server.post("/api/agents/heartbeat", body), 400);
    assertProblem(server.post("/api/agents/prune", body), 400);
  }

  @Test
  void bytesThatAreNotUtf8AreA400() {
    byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};

    assertProblem(
        server.send(
            server
                .request("/api/agents/heartbeat")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))),
        400);
  }

  @Test
  void deeplyNestedJsonIsA400() {
    String body = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertProblem(server.post("/api/agents/heartbeat", body), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "Application/JSON;charset=\"UTF-8\", 200",
    "application/json; charset=iso-8859-1, 415",
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/jsonp, 415",
    "nonsense, 415",
  })
  void onlyJsonInUtf8IsTaken(String contentType, int status) {
    Reply reply =
        server.send(
            server
                .request("/api/agents/heartbeat")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(TestServer.heartbeat("a"))));

    assertThat(reply.status()).isEqualTo(status);
    if (status != 200) {
      assertProblem(reply, status);
    }
  }

  @Test
  void aBodyOfNoNamedTypeIsA415() {
    Reply reply =
        server.send(
            server
                .request("/api/agents/heartbeat")
                .POST(BodyPublishers.ofString(TestServer.heartbeat("a"))));

    assertProblem(reply, 415);
  }

  @Test
  void aBodyOverTheLimitIsA413AndTheServerGoesOn() {
    String body = TestServer.heartbeat("a") + " ".repeat(262_144);

    assertProblem(server.post("/api/agents/heartbeat", body), 413);
    server.beat("a");
  }

  @Test
  void afterAHugeChunkedBodyThereIsOneAnswerAndTheConnectionEnds() throws Exception {
    String chunk = "10000\n" + "x".repeat(0x10000) + "\n";
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /api/agents/heartbeat HTTP/1.1\n"
              + AUTHORIZED
              + "Content-Type: application/json\nTransfer-Encoding: chunked\n\n");
      for (int i = 0; i < 20; i++) {
        connection.send(chunk);
      }
      connection.send("10000\n");
      String all = connection.readToEnd();

      assertThat(all).startsWith("HTTP/1.1 413 ").containsOnlyOnce("HTTP/1.1 ");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldThatItsBodyIsTooLargeBeforeItSendsIt() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /api/agents/heartbeat HTTP/1.1\n"
              + AUTHORIZED
              + "Content-Type: application/json\nContent-Length: 999999999\n"
              + "Expect: 100-continue\n\n");

      assertThat(connection.readToEnd())
          .startsWith("HTTP/1.1 413 ")
          .containsOnlyOnce("HTTP/1.1 ")
          .contains("The body is larger than 262144 bytes");
    }
  }

  @Test
  void anUnreadBodyIsNotTakenForTheNextRequest() throws Exception {
    String smuggled = "DELETE /api/agents/agt_d21ea4ea HTTP/1.1\n" + AUTHORIZED + "\n";
    server.beat("build-01");
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(
          "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nContent-Length: "
              + smuggled.replace("\n", "\r\n").length()
              + "\n\n"
              + smuggled);
      assertThat(connection.readAnswer()).startsWith("HTTP/1.1 401 ");

      connection.send("GET /api/agents/agt_d21ea4ea HTTP/1.1\n" + AUTHORIZED + "\n");
      assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\n\n",
        "GET\n\n",
        "G(T /api/agents HTTP/1.1\nHost: localhost\n\n",
        "GET /api/agents HTTP/9.9\nHost: localhost\n\n",
        "GET /api/agents HTTP/1.0\nHost: localhost\n\n",
        "GET /api/agents HTTP/1.1\n\n",
        "GET /api/agents HTTP/1.1\nHost: localhost\nHost: other\n\n",
        "GET /api/agents HTTP/1.1\nno colon here\n\n",
        "GET /api/agents?%zz HTTP/1.1\nHost: localhost\n\n",
        "GET /api/agents?a=[ HTTP/1.1\nHost: localhost\n\n",
        "GET /api/<script> HTTP/1.1\nHost: localhost\n\n",
        "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nContent-Length: x\n\n",
        "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n",
        "POST /api/agents/heartbeat HTTP/1.1\nHost: localhost\nContent-Length: 5\n"
            + "Transfer-Encoding: chunked\n\n",
      })
  void whatIsNotHttpIsAnsweredWithAProblemToo(String request) throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      String answer = connection.send(request).readToEnd();

      assertThat(answer)
          .matches("(?s)HTTP/1\\.1 (400|501|505) .*")
          .containsIgnoringCase("Content-Type: application/problem+json")
          .contains("\"status\":")
          .doesNotContain("<script>", "Exception", "at io.helidon");
    }
  }

  @Test
  void aHeaderThatIsTooLargeIsAnsweredWithAProblem() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send("GET /api/agents HTTP/1.1\nHost: localhost\nX: " + "x".repeat(20_000));
      connection.send("\n\n");

      assertThat(connection.readToEnd())
          .startsWith("HTTP/1.1 4")
          .containsIgnoringCase("Content-Type: application/problem+json");
    }
  }

  @Test
  void aRequestLineThatIsTooLongIsAnsweredWithAProblem() throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      // Not much too long, and nothing after it: the server closes while it would be sent.
      connection.send("GET /api/agents?repo_path=" + "x".repeat(65_600) + " HTTP/1.1\n");

      assertThat(connection.readUntilItIsOver())
          .startsWith("HTTP/1.1 4")
          .containsIgnoringCase("Content-Type: application/problem+json");
    }
  }

  @Test
  void aFaultOfOursIsA500ThatNamesTheLogEntryAndNothingElse() {
    AgentRegistry broken =
        AgentRegistry.over(
            store.agents(),
            () -> {
              throw new IllegalStateException("the clock fell off the wall");
            });
    try (TestServer brokenServer = TestServer.start(broken)) {
      Reply reply = brokenServer.post("/api/agents/heartbeat", TestServer.heartbeat("a"));

      assertProblem(reply, 500);
      assertThat(reply.text("/instance")).startsWith("urn:uuid:");
      assertThat(reply.text("/detail")).contains(reply.text("/instance"));
      assertThat(reply.body().toString()).doesNotContain("clock", "Exception");
    }
  }

  private static void assertProblem(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.number("/status")).isEqualTo(status);
    assertThat(reply.text("/type")).isEqualTo("about:blank");
    assertThat(reply.text("/title")).isNotBlank();
    assertThat(reply.text("/detail")).isNotBlank();
  }
}
