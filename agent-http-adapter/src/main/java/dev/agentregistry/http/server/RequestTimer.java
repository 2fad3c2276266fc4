package dev.agentregistry.http.server;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.function.Supplier;

/** Measures how long each request takes that passes it. */
final class RequestTimer implements Filter {

  private final Supplier<Meters> meters;

  RequestTimer(Supplier<Meters> meters) {
    this.meters = meters;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    // Before it is routed: then the path is what is left of it.
    String path = request.path().path();
    long start = System.nanoTime();
    try {
      chain.proceed();
    } finally {
      long nanos = System.nanoTime() - start;
      meters.get().requests().answered(request, path, response.status().code(), nanos);
    }
  }
}
