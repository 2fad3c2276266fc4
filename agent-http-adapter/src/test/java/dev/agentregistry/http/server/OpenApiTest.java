package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.ApiDocument;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of the API and the server say the same. */
class OpenApiTest {

  private static final String STREAM = "/api/agents/events";

  private static final Set<String> METHODS = Set.of("get", "post", "delete");

  @RegisterExtension private final TestStore store = new TestStore();

  private final TestServer server = TestServer.start(store);

  @AfterEach
  void stop() {
    server.close();
  }

  /** One request that the document shows, with what it says of its answer. */
  private record Example(
      String method, String template, String path, Map<String, String> headers, JsonNode body) {

    Set<String> statuses() {
      if (body.has("x-status")) {
        return Set.of(body.path("x-status").asText());
      }
      List<String> successes = new ArrayList<>();
      operation(template, method)
          .path("responses")
          .fieldNames()
          .forEachRemaining(status -> successes.add(status));
      successes.removeIf(status -> !status.startsWith("2"));
      return Set.copyOf(successes);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + headers + " " + body.path("summary").asText();
    }
  }

  static Stream<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : ApiDocument.get().root().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          addExamples(path.getKey(), path.getValue(), operation, examples);
        }
      }
    }
    return examples.stream();
  }

  private static void addExamples(
      String template,
      JsonNode item,
      Map.Entry<String, JsonNode> operation,
      List<Example> examples) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
    operation
        .getValue()
        .path("parameters")
        .forEach(parameter -> parameters.add(resolved(parameter)));
    String method = operation.getKey().toUpperCase(Locale.ROOT);
    String path = template;
    for (JsonNode parameter : parameters) {
      path =
          path.replace(
              "{" + parameter.path("name").asText() + "}", parameter.path("example").asText());
    }
    JsonNode bodies = operation.getValue().at("/requestBody/content/application~1json/examples");
    if (bodies.isEmpty()) {
      examples.add(new Example(method, template, path, Map.of(), bodies));
    }
    for (JsonNode body : bodies) {
      examples.add(new Example(method, template, path, Map.of(), body));
    }
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      JsonNode example = parameter.path("example");
      if (parameter.path("in").asText().equals("header")) {
        examples.add(new Example(method, template, path, Map.of(name, example.asText()), bodies));
      } else if (parameter.path("in").asText().equals("query") && !example.isMissingNode()) {
        examples.add(new Example(method, template, path + query(name, example), Map.of(), bodies));
      }
    }
  }

  private static String query(String name, JsonNode example) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode value : example.isArray() ? example : List.of(example)) {
      pairs.add(name + "=" + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8));
    }
    return "?" + String.join("&", pairs);
  }

  private static JsonNode resolved(JsonNode parameter) {
    return parameter.has("$ref")
        ? ApiDocument.get().root().at(parameter.path("$ref").asText().substring(1))
        : parameter;
  }

  private static JsonNode operation(String path, String method) {
    return ApiDocument.get().root().path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsAnsweredAsItSays(Example example) throws IOException {
    fill();
    if (example.template().equals(STREAM)) {
      assertThat(headOfStream(example))
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("Content-Type: text/event-stream\r\n");
      return;
    }
    HttpRequest.Builder request = server.request(example.path());
    example.headers().forEach(request::header);
    if (example.body().has("value")) {
      request.header("Content-Type", "application/json");
      request.POST(BodyPublishers.ofString(example.body().path("value").toString()));
    } else {
      request.method(example.method(), BodyPublishers.noBody());
    }

    Reply reply = server.send(request);

    assertThat(example.statuses()).contains(String.valueOf(reply.status()));
  }

  /** All that an answer has which does not end. */
  private String headOfStream(Example example) throws IOException {
    StringBuilder headers = new StringBuilder();
    example.headers().forEach((name, value) -> headers.append(name + ": " + value + "\n"));
    try (RawConnection connection = new RawConnection(server.port())) {
      return connection
          .send(
              "GET %s HTTP/1.1\nHost: localhost\nAuthorization: Bearer %s\n%s\n"
                  .formatted(example.path(), TestServer.TOKEN, headers))
          .readHead();
    }
  }

  /** What the examples speak of. */
  private void fill() {
    TokenRegistry.over(store.tokens(), server.clock()).create("old-laptop", Scope.READ);
    TokenRegistry.over(store.tokens(), server.clock()).create("current", Scope.READ);
    server.post(
        "/api/agents/heartbeat",
        """
        {"hostname": "host-523", "machine_address": "10.0.142.74",
         "repo_path": "/srv/repos/project-19086"}
        """);
    for (int i = 0; i < 11; i++) {
      server.beat("old-" + i);
    }
    server.clock().set(TestServer.T0.plus(Duration.ofHours(1)));
    server.post(
        "/api/agents/heartbeat",
        """
        {"hostname": "build-01", "machine_address": "10.0.0.5",
         "repo_path": "/srv/repos/tracker", "issue_ids": ["TRCKR-280"]}
        """);
  }

  @Test
  void everyExampleOfAnAnswerFitsToo() {
    List<String> checked = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : ApiDocument.get().root().path("paths").properties()) {
      for (String method : METHODS) {
        operation(path.getKey(), method)
            .path("responses")
            .properties()
            .forEach(response -> checkAnswers(path.getKey(), method, response, checked));
      }
    }
    assertThat(checked).hasSizeGreaterThan(50);
  }

  private static void checkAnswers(
      String path, String method, Map.Entry<String, JsonNode> response, List<String> checked) {
    for (Map.Entry<String, JsonNode> content :
        resolved(response.getValue()).path("content").properties()) {
      for (JsonNode example : content.getValue().path("examples")) {
        if (content.getKey().contains("json")) {
          ApiDocument.get()
              .check(
                  new ApiDocument.Answer(
                      method.toUpperCase(Locale.ROOT),
                      path,
                      Integer.parseInt(response.getKey()),
                      HttpHeaders.of(
                          Map.of(
                              "Content-Type",
                              List.of(content.getKey()),
                              "Retry-After",
                              List.of("1"),
                              "WWW-Authenticate",
                              List.of("Bearer realm=\"x\""),
                              "ETag",
                              List.of("\"x\"")),
                          (name, value) -> true),
                      resolved(example).path("value").toString().getBytes(StandardCharsets.UTF_8)));
          checked.add(path);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/agents/heartbeat",
        "GET /api/agents",
        "GET /api/agents/{id}",
        "DELETE /api/agents/{id}",
        "POST /api/agents/prune",
        "POST /api/agents/restore",
        "GET /api/agents/events",
        "GET /api/issues",
        "GET /api/issues/{issue_id}",
        "GET /api/stats",
        "GET /api/history",
        "GET /api/tokens",
        "POST /api/tokens",
        "DELETE /api/tokens/{name}",
        "GET /api/tokens/current",
        "GET /health/live",
        "GET /health/ready",
        "GET /metrics",
        "GET /openapi.yaml",
      })
  void everyEndpointIsDocumented(String endpoint) {
    String[] words = endpoint.split(" ");

    assertThat(operation(words[1], words[0]).path("summary").asText()).isNotBlank();
    assertThat(operation(words[1], words[0]).path("operationId").asText()).isNotBlank();
  }

  @Test
  void theWebhookIsDocumentedWithItsHeaders() {
    assertThat(
            ApiDocument.get().root().at("/webhooks/event/post/parameters").findValuesAsText("name"))
        .containsExactly(
            "Agent-Registry-Event", "Agent-Registry-Event-Id", "Agent-Registry-Signature");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 500, 503})
  void everyErrorIsDocumentedWithAnExample(int status) {
    assertThat(ApiDocument.get().root().at("/components/responses"))
        .anySatisfy(
            response ->
                assertThat(response.findValues("value"))
                    .anyMatch(problem -> problem.path("status").asInt() == status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent-id-collision", "prune-too-large"})
  void everyTypeOfProblemIsDocumented(String type) {
    assertThat(ApiDocument.get().root().at("/components/schemas").toString())
        .contains("\"const\":\"urn:agent-registry:" + type + "\"");
  }

  @Test
  void itIsServedAsItIsWrittenWithoutAToken() throws Exception {
    String written =
        new String(
            OpenApiDocument.class.getResourceAsStream("openapi.yaml").readAllBytes(),
            StandardCharsets.UTF_8);
    try (RawConnection connection = new RawConnection(server.port())) {
      String get = connection.send("GET /openapi.yaml HTTP/1.1\nHost: localhost\n\n").readAnswer();
      String head = connection.send("HEAD /openapi.yaml HTTP/1.1\nHost: localhost\n\n").readHead();

      assertThat(get)
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("Content-Type: application/vnd.oai.openapi\r\n")
          .endsWith("\r\n\r\n" + written);
      assertThat(head)
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("Content-Type: application/vnd.oai.openapi\r\n")
          .containsIgnoringCase(
              "Content-Length: " + written.getBytes(StandardCharsets.UTF_8).length + "\r\n");
    }
  }

  @Test
  void itIsThereInNoOtherWay() {
    assertThat(server.post("/openapi.yaml", "{}").header("Allow")).isEqualTo("GET, HEAD");
    assertThat(server.get("/openapi.yaml?format=json").status()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource({
    "application/yaml, 200, application/yaml",
    "'application/json;q=0.5, text/yaml', 200, text/yaml",
    "'text/html,*/*;q=0.8', 200, application/vnd.oai.openapi",
    "application/json, 406, application/problem+json",
    "text/html, 406, application/problem+json",
  })
  void itsTypeIsOneThatIsAccepted(String accepted, int status, String type) {
    Reply reply = server.send(server.request("/openapi.yaml").header("Accept", accepted));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo(type);
  }

  @Test
  void itSaysWhereTheServerIsWhateverItsBasePath() throws Exception {
    assertThat(ApiDocument.get().root().at("/servers/0/url").asText()).isEqualTo(".");
    try (TestServer behindProxy =
            TestServer.start(new WebOptions("/registry", Set.of(), Set.of(), false));
        RawConnection connection = new RawConnection(behindProxy.port())) {
      connection.send("GET /registry/openapi.yaml HTTP/1.1\nHost: localhost\n\n");

      assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void whatIsNotDocumentedIsNoticed() {
    String agent = server.get("/api/agents/" + server.beat("build-01")).body().toString();

    assertThatThrownBy(() -> check("GET", "/api/agents/agt_d21ea4ea", 200, withMore(agent)))
        .hasMessageContaining("additionalProperties");
    assertThatThrownBy(() -> check("GET", "/api/agents/agt_d21ea4ea", 200, "{}"))
        .hasMessageContaining("required");
    assertThatThrownBy(() -> check("GET", "/api/agents/agt_d21ea4ea", 418, agent))
        .hasMessageContaining("the status is not documented");
    assertThatThrownBy(() -> check("GET", "/api/secrets", 200, agent))
        .hasMessageContaining("it is not documented");
    assertThatThrownBy(() -> check("PUT", "/api/agents", 200, agent))
        .hasMessageContaining("it is not documented");
  }

  private static String withMore(String agent) {
    return agent.replaceFirst("\\{", "{\"more\": 1,");
  }

  private static void check(String method, String path, int status, String body) {
    ApiDocument.get()
        .check(
            new ApiDocument.Answer(
                method,
                path,
                status,
                HttpHeaders.of(
                    Map.of("Content-Type", List.of("application/json"), "ETag", List.of("\"x\"")),
                    (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8)));
  }
}
