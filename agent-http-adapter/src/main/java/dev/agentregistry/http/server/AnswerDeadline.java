package dev.agentregistry.http.server;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Puts a limit to how long a client may take for what Helidon's features answer: they know of none,
 * and need no token. What is of the API has its own, in {@link Answers}.
 */
final class AnswerDeadline implements Filter {

  private final Deadlines deadlines;

  AnswerDeadline(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (BearerFilter.isProtected(request.path().path())) {
      chain.proceed();
      return;
    }
    deadlines.set();
    try {
      chain.proceed();
    } finally {
      deadlines.takeOff();
    }
  }
}
