package dev.agentregistry.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pages of other sites ask, those of named origins alone (CORS, as the Fetch standard has it):
 * it answers their preflights, which carry no token, and marks every answer to them, errors too,
 * since browsers hide what is not marked. Without credentials: a token is no cookie, and only who
 * has it can send it.
 */
final class CorsFilter implements Filter {

  private static final Header METHODS =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, DELETE");

  private static final Header REQUEST_HEADERS =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
          "Authorization, Content-Type, If-Match, If-None-Match, Last-Event-ID");

  private static final Header ANSWER_HEADERS =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Allow, ETag, Retry-After, WWW-Authenticate");

  /** In seconds: how long a browser need not ask again. */
  private static final Header MAX_AGE =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");

  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");

  private final Set<String> origins;
  private final Answers answers;

  /**
   * @param origins as {@link WebOptions#corsOrigins()}; where there is none, nothing is changed
   */
  CorsFilter(Set<String> origins, Answers answers) {
    this.origins = origins;
    this.answers = answers;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    boolean isAllowed = mark(request.headers(), response.headers());
    if (isAllowed && isPreflight(request)) {
      response.header(METHODS).header(REQUEST_HEADERS).header(MAX_AGE);
      answers.send(response, Status.NO_CONTENT_204);
    } else {
      chain.proceed();
    }
  }

  /**
   * Marks an answer where its reader's origin is one of those named.
   *
   * @return whether it is
   */
  boolean mark(Headers request, ServerResponseHeaders response) {
    if (origins.isEmpty()) {
      return false;
    }
    Optional<String> allowed = request.first(HeaderNames.ORIGIN).flatMap(this::allowed);
    if (!origins.contains(WebOptions.ANY_ORIGIN)) {
      // Also where there is no origin: a cache must not give such an answer to a page.
      response.add(VARY);
    }
    allowed.ifPresent(
        origin -> {
          response.set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
          response.set(ANSWER_HEADERS);
        });
    return allowed.isPresent();
  }

  private Optional<String> allowed(String origin) {
    if (origins.contains(WebOptions.ANY_ORIGIN)) {
      return Optional.of(WebOptions.ANY_ORIGIN);
    }
    return Optional.of(origin).filter(origins::contains);
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS)
        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }
}
