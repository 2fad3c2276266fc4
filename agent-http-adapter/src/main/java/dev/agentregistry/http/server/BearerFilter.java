package dev.agentregistry.http.server;

import dev.agentregistry.domain.Scope;
import dev.agentregistry.http.json.Problem;
import dev.agentregistry.http.json.WireNames;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets nobody into the API without a token (RFC 6750), before anything else is looked at: without
 * one, even a wrong path or method is just a 401.
 */
final class BearerFilter implements Filter {

  private static final Logger LOG = System.getLogger(BearerFilter.class.getName());
  private static final String SCHEME = "Bearer ";

  private final RepeatedWarning warning = new RepeatedWarning(LOG);
  private final FailedAttempts failed = new FailedAttempts();
  private final KnownTokens tokens;
  private final ClientAddresses addresses;
  private final Problems problems;
  private final boolean areMetricsOpen;

  BearerFilter(
      KnownTokens tokens, ClientAddresses addresses, Problems problems, boolean areMetricsOpen) {
    this.tokens = tokens;
    this.addresses = addresses;
    this.problems = problems;
    this.areMetricsOpen = areMetricsOpen;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String path = request.path().path();
    if (!isProtected(path) && (areMetricsOpen || !isMetrics(path))) {
      chain.proceed();
      return;
    }
    Optional<String> token = token(request);
    Optional<Scope> scope = token.flatMap(tokens::scopeOf);
    if (scope.isEmpty()) {
      refuse(request, response, token.isPresent());
      return;
    }
    Scope needed = Needed.by(request.prologue().method().text(), path);
    if (scope.get().allows(needed)) {
      chain.proceed();
    } else {
      problems.send(request, response, forbidden(scope.get(), needed));
    }
  }

  private static Problem forbidden(Scope has, Scope needs) {
    return Problem.of(
        403,
        "Forbidden",
        "The token has the scope '%s', and this needs '%s': use another token."
            .formatted(WireNames.of(has), WireNames.of(needs)));
  }

  static boolean isProtected(String path) {
    return path.equals(Paths.API) || path.startsWith(Paths.API + "/");
  }

  private static boolean isMetrics(String path) {
    return path.equals(Paths.METRICS) || path.startsWith(Paths.METRICS + "/");
  }

  /** The token that a request has. */
  static Optional<String> token(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(value -> !value.isEmpty());
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refuse(RoutingRequest request, RoutingResponse response, boolean hadToken) {
    String client = addresses.of(request);
    warning.log(
        "refused %s %s from %s: %s"
            .formatted(
                request.prologue().method(),
                request.path().rawPath(),
                client,
                hadToken ? "unknown token" : "no token"));
    if (hadToken) {
      pause(failed.count(client));
    }
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
