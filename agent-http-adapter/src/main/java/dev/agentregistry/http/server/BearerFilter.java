package dev.agentregistry.http.server;

import dev.agentregistry.http.json.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.lang.System.Logger;
import java.util.Optional;

/**
 * Lets nobody into the API without a token (RFC 6750), before anything else is looked at: without
 * one, even a wrong path or method is just a 401.
 */
final class BearerFilter implements Filter {

  private static final Logger LOG = System.getLogger(BearerFilter.class.getName());
  private static final String API = "/api";
  private static final String SCHEME = "Bearer ";

  private final RepeatedWarning warning = new RepeatedWarning(LOG);
  private final BearerTokens tokens;
  private final Problems problems;

  BearerFilter(BearerTokens tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!isProtected(request.path().path())) {
      chain.proceed();
      return;
    }
    Optional<String> token = token(request);
    if (token.filter(tokens::accept).isPresent()) {
      chain.proceed();
    } else {
      refuse(request, response, token.isPresent());
    }
  }

  static boolean isProtected(String path) {
    return path.equals(API) || path.startsWith(API + "/");
  }

  private static Optional<String> token(RoutingRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(value -> !value.isEmpty());
  }

  private void refuse(RoutingRequest request, RoutingResponse response, boolean hadToken) {
    warning.log(
        "refused %s %s from %s: %s"
            .formatted(
                request.prologue().method(),
                request.path().rawPath(),
                request.remotePeer().host(),
                hadToken ? "unknown token" : "no token"));
    response.header(
        HeaderNames.WWW_AUTHENTICATE,
        "Bearer realm=\"agent-registry\"" + (hadToken ? ", error=\"invalid_token\"" : ""));
    problems.send(
        request,
        response,
        Problem.of(
            401,
            "Unauthorized",
            hadToken
                ? "The token is unknown: send a valid one as 'Authorization: Bearer <token>'."
                : "There is no token: send one as 'Authorization: Bearer <token>'."));
  }
}
