package dev.agentregistry.http.server;

import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.json.TokenJson;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Access tokens, under {@code /api/tokens}. */
final class TokenService implements HttpService {

  private static final Logger LOG = System.getLogger(TokenService.class.getName());
  private static final String NAME = "name";
  private static final String CURRENT = Paths.CURRENT_TOKEN.substring(Paths.TOKENS.length());
  private static final String TOKEN = "/{" + NAME + "}";

  private final TokenRegistry tokens;
  private final JsonBodies bodies;
  private final Answers answers;

  TokenService(TokenRegistry tokens, JsonBodies bodies, Answers answers) {
    this.tokens = tokens;
    this.bodies = bodies;
    this.answers = answers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::list)
        .route(Method.HEAD, "/", this::list)
        .post("/", this::create)
        .any("/", AgentService.only("GET, HEAD, POST"))
        .delete(TOKEN, this::revoke)
        .any(CURRENT, AgentService.only("GET, HEAD, DELETE"))
        .any(TOKEN, AgentService.only("DELETE"));
  }

  private void list(ServerRequest request, ServerResponse response) {
    answers.send(request, response, Answers.JSON, TokenJson.write(tokens.list()));
  }

  private void create(ServerRequest request, ServerResponse response) {
    TokenJson.Wanted wanted = TokenJson.readWanted(bodies.read(request));
    String secret =
        tokens
            .create(wanted.name(), wanted.scope())
            .orElseThrow(() -> HttpFailure.nameTaken(wanted.name()));
    LOG.log(Level.INFO, () -> "made the token '%s' (%s)".formatted(wanted.name(), wanted.scope()));
    response.status(Status.CREATED_201);
    answers.send(request, response, Answers.JSON, TokenJson.write(wanted, secret));
  }

  private void revoke(ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get(NAME);
    if (!tokens.revoke(name)) {
      throw HttpFailure.unknownToken(name);
    }
    LOG.log(Level.INFO, () -> "revoked the token '%s'".formatted(name));
    answers.send(response, Status.NO_CONTENT_204);
  }
}
