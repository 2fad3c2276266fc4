package dev.agentregistry.http.server;

import dev.agentregistry.http.json.Problem;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Tells a client whose connection is one too many to come back later; {@link ConnectionEnd} closes
 * it. What is not of the API is answered all the same: whoever looks after the server has to get
 * in.
 */
final class CrowdFilter implements Filter {

  private final Connections connections;
  private final Problems problems;

  CrowdFilter(Connections connections, Problems problems) {
    this.connections = connections;
    this.problems = problems;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (connections.isTooMany() && BearerFilter.isProtected(request.path().path())) {
      response.header(Problems.RETRY_AFTER);
      problems.send(
          request,
          response,
          Problem.of(
              503,
              "Service Unavailable",
              "There are too many connections: close those that are not needed, and try again."));
    } else {
      chain.proceed();
    }
  }
}
