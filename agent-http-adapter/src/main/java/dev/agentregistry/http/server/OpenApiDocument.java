package dev.agentregistry.http.server;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.openapi.OpenApiFeature;
import io.helidon.openapi.OpenApiFormat;
import io.helidon.openapi.OpenApiManager;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.spi.ServerFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The API in OpenAPI 3.1, under {@code /openapi.yaml}, without a token. */
final class OpenApiDocument {

  private static final String FILE = "openapi.yaml";
  private static final Header TYPE =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, MediaTypes.APPLICATION_OPENAPI_YAML.text());

  private static final List<MediaType> ACCEPTABLE =
      List.of(
          MediaTypes.APPLICATION_OPENAPI_YAML,
          MediaTypes.APPLICATION_YAML,
          MediaTypes.APPLICATION_X_YAML,
          MediaTypes.TEXT_YAML,
          MediaTypes.TEXT_X_YAML);

  private final Answers answers;

  OpenApiDocument(Answers answers) {
    this.answers = answers;
  }

  /** Answers to GET. */
  // The only way to end its own CORS, which lets all origins in: ours alone decides.
  @SuppressWarnings({"deprecation", "removal"})
  static ServerFeature feature() {
    String folder = OpenApiDocument.class.getPackageName().replace('.', '/');
    return OpenApiFeature.builder()
        .webContext(Paths.OPENAPI)
        .staticFile(folder + "/" + FILE)
        .cors(own -> own.enabled(false))
        .servicesDiscoverServices(false)
        .managerDiscoverServices(false)
        .manager(new AsWritten())
        .build();
  }

  /** Answers to what the feature leaves out. */
  void addTo(HttpRouting.Builder routing) {
    routing
        .get(Paths.OPENAPI, OpenApiDocument::refuseOtherTypes)
        .route(Method.HEAD, Paths.OPENAPI, this::head)
        .route(
            Method.predicate(Method.GET, Method.HEAD).negate(),
            PathMatchers.create(Paths.OPENAPI),
            AgentService.only("GET, HEAD"));
  }

  /** The feature would say that there is nothing here. */
  private static void refuseOtherTypes(ServerRequest request, ServerResponse response) {
    if (ACCEPTABLE.stream().noneMatch(request.headers()::isAccepted)) {
      throw HttpFailure.onlyYaml();
    }
    response.next();
  }

  private void head(ServerRequest request, ServerResponse response) throws IOException {
    try (InputStream file = OpenApiDocument.class.getResourceAsStream(FILE)) {
      answers.send(request, response, TYPE, Objects.requireNonNull(file).readAllBytes());
    }
  }

  /** Sends the file as it is: the feature's own way parses it and writes it anew. */
  private static final class AsWritten implements OpenApiManager<String> {

    @Override
    public String load(String content) {
      return content;
    }

    @Override
    public String format(String content, OpenApiFormat format) {
      if (format == OpenApiFormat.JSON) {
        throw HttpFailure.onlyYaml();
      }
      return content;
    }

    @Override
    public String name() {
      return "as-written";
    }

    @Override
    public String type() {
      return "as-written";
    }
  }
}
