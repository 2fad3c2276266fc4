package dev.agentregistry.http;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The document that the server hands out, as the judge of its answers: they have to be as it says,
 * and to have no member that it does not mention.
 */
public final class ApiDocument {

  private static final String FILE = "/dev/agentregistry/http/server/openapi.yaml";

  /** What any path may answer to a method that it does not have. */
  private static final Set<Integer> UNDOCUMENTED = Set.of(401, 403, 404, 405);

  /** Every problem of these statuses is of the same form as this one's. */
  private static final String ANY_AGENT = "/api/agents/agt_00000000";

  /** What a stream has in it, as if it were an answer of its own. */
  private static final String EVENT = "/event";

  private static final ApiDocument ONE = new ApiDocument(parse());

  private final JsonNode root;
  private final Map<String, Pattern> paths;
  private final OpenApiInteractionValidator validator;

  private ApiDocument(JsonNode root) {
    this.root = root;
    this.paths =
        root.path("paths").properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toMap(path -> path, ApiDocument::pattern));
    this.validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(strict().toString())
            .withBasePathOverride("/")
            .build();
  }

  /** What came back, and for what. */
  public record Answer(String method, String path, int status, HttpHeaders headers, byte[] body) {}

  /** The same for all tests: to read it takes a second. */
  public static ApiDocument get() {
    return ONE;
  }

  public JsonNode root() {
    return root;
  }

  /**
   * Compares an answer with the document.
   *
   * @throws AssertionError saying what is not as documented
   */
  public void check(Answer answer) {
    Optional<JsonNode> responses = responses(answer);
    if (responses.isEmpty()) {
      require(UNDOCUMENTED.contains(answer.status()), answer, "it is not documented");
      checkUndocumented(answer);
      return;
    }
    require(
        responses.get().has(String.valueOf(answer.status())),
        answer,
        "the status is not documented");
    if (answer.method().equals("HEAD")) {
      require(answer.body().length == 0, answer, "there is a body");
    } else {
      // A template's braces are no part of a path.
      String path = template(answer.path()).orElseThrow().replaceAll("[{}]", "");
      validate(answer, path, answer.method(), answer.status());
    }
  }

  /**
   * Compares what an event has as its data with the document.
   *
   * @throws AssertionError saying what is not as documented
   */
  public void checkEvent(String data) {
    Answer asAnswer =
        new Answer(
            "GET",
            EVENT,
            200,
            HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (n, v) -> true),
            data.getBytes(StandardCharsets.UTF_8));
    validate(asAnswer, EVENT, "GET", 200);
  }

  /** The path's template, if it is a documented path. */
  Optional<String> template(String path) {
    return paths.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(path).matches())
        .map(Map.Entry::getKey)
        // What is named goes before what fits any name.
        .min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")));
  }

  private void checkUndocumented(Answer answer) {
    if (answer.method().equals("HEAD")) {
      return;
    }
    require(
        answer.status() != 405 || answer.headers().firstValue("Allow").isPresent(),
        answer,
        "there is no Allow");
    validate(answer, ANY_AGENT, "GET", 404);
  }

  private Optional<JsonNode> responses(Answer answer) {
    return template(answer.path())
        .map(path -> root.path("paths").path(path))
        .map(item -> operation(item, answer.method().toLowerCase(Locale.ROOT)).path("responses"))
        .filter(responses -> !responses.isMissingNode());
  }

  /** HEAD is like GET where nothing else is said; a stream has none. */
  private static JsonNode operation(JsonNode item, String method) {
    boolean isLikeGet =
        method.equals("head")
            && !item.has(method)
            && !item.at("/get/responses/200/content").has("text/event-stream");
    return item.path(isLikeGet ? "get" : method);
  }

  private void validate(Answer answer, String path, String method, int status) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    answer.headers().map().forEach(response::withHeader);
    if (answer.body().length > 0) {
      response.withBody(answer.body());
    }
    List<String> faults =
        validator
            .validateResponse(path, Request.Method.valueOf(method), response.build())
            .getMessages()
            .stream()
            .map(message -> message.getKey() + ": " + message.getMessage())
            .toList();
    require(faults.isEmpty(), answer, String.join("; ", faults));
  }

  private static void require(boolean holds, Answer answer, String otherwise) {
    if (!holds) {
      throw new AssertionError(
          "%s %s answered %d %s %s, but %s"
              .formatted(
                  answer.method(),
                  answer.path(),
                  answer.status(),
                  answer.headers().firstValue("Content-Type").orElse("without a type"),
                  new String(answer.body(), StandardCharsets.UTF_8),
                  otherwise));
    }
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(
        List.of(template.split("/", -1)).stream()
            .map(ApiDocument::patternOfPart)
            .collect(Collectors.joining("/")));
  }

  private static String patternOfPart(String part) {
    // Slashes in an issue's ID may stay as they are.
    return part.equals("{issue_id}") ? ".+" : part.startsWith("{") ? "[^/]+" : Pattern.quote(part);
  }

  private static JsonNode parse() {
    try (InputStream file = ApiDocument.class.getResourceAsStream(FILE)) {
      return new YAMLMapper().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For clients more members may come; the server has to tell of them here first. */
  private JsonNode strict() {
    JsonNode strict = root.deepCopy();
    ((ObjectNode) strict.path("paths"))
        .putObject(EVENT)
        .putObject("get")
        .putObject("responses")
        .putObject("200")
        .put("description", "")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Event");
    close(strict.path("components").path("schemas"));
    return strict;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("type").asText().equals("object")
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }
}
