package dev.agentregistry.http.server;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes the connection after an answer that says so, whether the client asked for it or we did:
 * RFC 9112 section 9.6 demands it, and Helidon 4.5.0 only says it. What follows on the connection
 * could be the rest of a body, and must not be taken for a request.
 *
 * <p>A body that nobody wanted is taken off the connection here: Helidon would do so without a
 * limit of size or time.
 */
final class ConnectionEnd implements Filter {

  private final RequestBodies bodies;
  private final Connections connections;

  ConnectionEnd(RequestBodies bodies, Connections connections) {
    this.bodies = bodies;
    this.connections = connections;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (connections.isTooMany()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    chain.proceed();
    if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE) || !bodies.drain(request)) {
      throw new CloseConnectionException("there is nothing more to read");
    }
  }
}
