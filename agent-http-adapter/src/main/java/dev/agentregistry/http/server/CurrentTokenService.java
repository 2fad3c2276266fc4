package dev.agentregistry.http.server;

import dev.agentregistry.http.json.TokenJson;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Tells the holder of a token what it is, under {@code /api/tokens/current}: so clients know what
 * they may do before they try.
 */
final class CurrentTokenService implements HttpService {

  private final KnownTokens tokens;
  private final Answers answers;

  CurrentTokenService(KnownTokens tokens, Answers answers) {
    this.tokens = tokens;
    this.answers = answers;
  }

  /** Other methods stay with the token that may be called so. */
  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::tell).route(Method.HEAD, "/", this::tell);
  }

  private void tell(ServerRequest request, ServerResponse response) {
    TokenJson.Holder holder =
        BearerFilter.token(request)
            .flatMap(tokens::holderOf)
            // It was known a moment ago.
            .orElseThrow(HttpFailure::revokedMeanwhile);
    answers.send(request, response, Answers.JSON, TokenJson.write(holder));
  }
}
