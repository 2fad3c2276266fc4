package dev.agentregistry.http.server;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** One line for each request, at debug: method, path, status, milliseconds. */
final class AccessLog implements Filter {

  private static final Logger LOG = System.getLogger(AccessLog.class.getName());

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!LOG.isLoggable(Level.DEBUG)) {
      chain.proceed();
      return;
    }
    long start = System.nanoTime();
    try {
      chain.proceed();
    } finally {
      LOG.log(
          Level.DEBUG,
          "%s %s %d %d ms"
              .formatted(
                  request.prologue().method(),
                  request.prologue().uriPath().rawPath(),
                  response.status().code(),
                  TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    }
  }
}
