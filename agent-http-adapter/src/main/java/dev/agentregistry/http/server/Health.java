package dev.agentregistry.http.server;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.spi.ServerFeature;

/**
 * Whether the server lives, and whether it is ready: under {@code /health}, without a token, for
 * whoever starts it and sends it work.
 */
final class Health {

  private static final String STORE = "store";

  private Health() {}

  /** Answers to GET and HEAD. */
  static ServerFeature feature(Readiness readiness) {
    return ObserveFeature.just(
        HealthObserver.builder()
            .endpoint(Paths.HEALTH)
            .details(true)
            .useSystemServices(false)
            .addCheck(() -> answer(true), HealthCheckType.LIVENESS, "server")
            .addCheck(() -> answer(readiness.isReady()), HealthCheckType.READINESS, STORE)
            .build());
  }

  /** Refuses all others: Helidon would say that there is nothing here. */
  static void refuseOtherMethods(HttpRouting.Builder routing) {
    for (String path : new String[] {Paths.HEALTH, Paths.LIVE, Paths.READY}) {
      routing.route(
          Method.predicate(Method.GET, Method.HEAD).negate(),
          PathMatchers.create(path),
          AgentService.only("GET, HEAD"));
    }
  }

  private static HealthCheckResponse answer(boolean isUp) {
    return HealthCheckResponse.builder().status(isUp).build();
  }
}
