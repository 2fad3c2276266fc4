package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On connections of our own: HTTP clients don't let anybody write an Origin. */
class CorsTest {

  private static final String TOOLS = "https://tools.example";
  private static final String AUTHORIZED = "Authorization: Bearer " + TestServer.TOKEN + "\n";
  private static final String PREFLIGHT = "Access-Control-Request-Method: ";

  private final TestServer server = start(TOOLS, "http://localhost:3000");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/agents/heartbeat",
    "GET, /api/agents",
    "DELETE, /api/agents/agt_d21ea4ea",
    "GET, /nothing",
  })
  void aPreflightOfANamedOriginIsAnsweredWithoutAToken(String method, String path)
      throws Exception {
    String answer = ask(server, "OPTIONS", path, origin(TOOLS) + PREFLIGHT + method + "\n");

    assertThat(answer).startsWith("HTTP/1.1 204 ");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(TOOLS);
    assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, DELETE");
    assertThat(header(answer, "Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, Content-Type, If-Match, If-None-Match, Last-Event-ID");
    assertThat(header(answer, "Access-Control-Max-Age")).isEqualTo("3600");
    assertThat(header(answer, "Vary")).isEqualTo("Origin");
    assertThat(answer).doesNotContainIgnoringCase("Allow-Credentials");
  }

  @Test
  void aPreflightRunsNothing() throws Exception {
    String id = server.beat("build-01");

    ask(
        server,
        "OPTIONS",
        "/api/agents/" + id,
        AUTHORIZED + origin(TOOLS) + PREFLIGHT + "DELETE\n");

    assertThat(server.get("/api/agents/" + id).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://tools.example",
        "https://tools.example:8443",
        "https://tools.example.evil.example",
        "https://tools.example/",
        "null",
        "*",
        "",
      })
  void otherOriginsAreToldNothing(String origin) throws Exception {
    String preflight = ask(server, "OPTIONS", "/api/agents", origin(origin) + PREFLIGHT + "GET\n");
    String answer = ask(server, "GET", "/api/agents", AUTHORIZED + origin(origin));

    assertThat(preflight).startsWith("HTTP/1.1 401 ");
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(preflight + answer).doesNotContainIgnoringCase("Access-Control-");
    assertThat(header(answer, "Vary")).isEqualTo("Origin");
  }

  @Test
  void answersToNamedOriginsSayThatTheyMayBeRead() throws Exception {
    String answer = ask(server, "GET", "/api/agents", AUTHORIZED + origin(TOOLS));

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertMayBeRead(answer);
  }

  /** Otherwise a page sees only that something failed. */
  @ParameterizedTest
  @CsvSource({
    "401, GET, /api/agents, ''",
    "404, GET, /api/agents/agt_00000000, token",
    "404, GET, /nothing, ''",
    "405, DELETE, /api/agents, token",
    "422, GET, /api/agents?limit=0, token",
    "415, POST, /api/agents/heartbeat, body",
    "413, POST, /api/agents/heartbeat, large body",
  })
  void errorsMayBeReadToo(int status, String method, String path, String sent) throws Exception {
    String length =
        switch (sent) {
          case "body" -> "Content-Length: 2\n\n{}";
          // So large that Helidon refuses it, before any of our code sees it.
          case "large body" -> "Content-Length: 99999999\n";
          default -> "";
        };

    String answer =
        ask(server, method, path, (sent.isEmpty() ? "" : AUTHORIZED) + origin(TOOLS) + length);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertMayBeRead(answer);
  }

  @Test
  void anOptionsRequestThatIsNoPreflightNeedsAToken() throws Exception {
    assertThat(ask(server, "OPTIONS", "/api/agents", origin(TOOLS))).startsWith("HTTP/1.1 401 ");
    assertThat(ask(server, "OPTIONS", "/api/agents", PREFLIGHT + "GET\n"))
        .startsWith("HTTP/1.1 401 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js", "/openapi.yaml", "/health/live"})
  void whatNeedsNoTokenIsForNamedOriginsAloneToo(String path) throws Exception {
    String named = ask(server, "GET", path, origin(TOOLS));
    String other = ask(server, "GET", path, origin("https://other.example"));

    assertThat(header(named, "Access-Control-Allow-Origin")).isEqualTo(TOOLS);
    assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(header(named, "Vary")).contains("Origin");
    assertThat(header(other, "Vary")).contains("Origin");
  }

  @Test
  void answersWithoutAnOriginSayThatItMatters() throws Exception {
    String answer = ask(server, "GET", "/api/agents", AUTHORIZED);

    assertThat(header(answer, "Vary")).isEqualTo("Origin");
    assertThat(answer).doesNotContainIgnoringCase("Access-Control-");
  }

  @Test
  void anAsteriskMeansEveryOrigin() throws Exception {
    try (TestServer open = start("*")) {
      String preflight =
          ask(open, "OPTIONS", "/api/agents", origin("https://any.example") + PREFLIGHT + "GET\n");
      String answer = ask(open, "GET", "/api/agents", origin("https://any.example"));

      assertThat(preflight).startsWith("HTTP/1.1 204 ");
      assertThat(answer).startsWith("HTTP/1.1 401 ");
      assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer).doesNotContainIgnoringCase("Vary:");
    }
  }

  @Test
  void itIsOffUnlessOriginsAreNamed() throws Exception {
    try (TestServer closed = TestServer.start()) {
      String preflight = ask(closed, "OPTIONS", "/api/agents", origin(TOOLS) + PREFLIGHT + "GET\n");
      String answer = ask(closed, "GET", "/api/agents", AUTHORIZED + origin(TOOLS));

      assertThat(preflight).startsWith("HTTP/1.1 401 ");
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(preflight + answer)
          .doesNotContainIgnoringCase("Access-Control-")
          .doesNotContainIgnoringCase("Vary:");
      // The document itself tells of such headers.
      String document = ask(closed, "GET", "/openapi.yaml", origin(TOOLS));
      assertThat(header(document, "Access-Control-Allow-Origin")).isEmpty();
    }
  }

  private static TestServer start(String... origins) {
    return TestServer.start(new WebOptions("", Set.of(origins), Set.of(), false));
  }

  private static void assertMayBeRead(String answer) {
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(TOOLS);
    assertThat(header(answer, "Access-Control-Expose-Headers"))
        .isEqualTo("Allow, ETag, Retry-After, WWW-Authenticate");
    assertThat(header(answer, "Vary")).isEqualTo("Origin");
  }

  private static String origin(String origin) {
    return "Origin: " + origin + "\n";
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .reduce((one, other) -> one + " AND " + other)
        .orElse("");
  }

  private static String ask(TestServer server, String method, String path, String headers)
      throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      return connection
          .send(method + " " + path + " HTTP/1.1\nHost: localhost\n" + headers + "\n")
          .readAnswer();
    }
  }
}
