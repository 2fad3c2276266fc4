package dev.agentregistry.http.server;

import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long requests took, by method, route and status. The route is the pattern that fitted, never
 * what a client sent: there are only so many. Thread-safe.
 */
final class RequestMetrics {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  private final Histogram durations;
  private final HeartbeatMetrics heartbeats;
  private final Map<Key, DistributionDataPoint> known = new ConcurrentHashMap<>();

  RequestMetrics(PrometheusRegistry registry, HeartbeatMetrics heartbeats) {
    this.heartbeats = heartbeats;
    this.durations =
        Histogram.builder()
            .name(MetricNames.REQUEST_DURATION)
            .help("How long requests took, by method, route and status.")
            .labelNames("method", "route", "code")
            .classicOnly()
            .classicUpperBounds(MetricNames.secondBuckets())
            .withoutExemplars()
            .register(registry);
  }

  private record Key(String method, String route, int code) {}

  /**
   * One was answered.
   *
   * @param request after it was routed
   * @param path its path as it was before
   * @param code the status of the answer
   * @param nanos how long it took, in nanoseconds
   */
  void answered(ServerRequest request, String path, int code, long nanos) {
    Method method = request.prologue().method();
    if (method.equals(Method.POST) && path.equals(Paths.HEARTBEAT)) {
      heartbeats.answered(code);
    }
    String route = request.matchingPattern().map(RequestMetrics::route).orElse(MetricNames.OTHER);
    // A stream that stays open says nothing of how quick the server is.
    if (!route.equals(Paths.EVENTS)) {
      known
          .computeIfAbsent(new Key(name(method), route, code), this::dataPoint)
          .observe(MetricNames.seconds(nanos));
    }
  }

  private DistributionDataPoint dataPoint(Key key) {
    return durations.labelValues(key.method(), key.route(), String.valueOf(key.code()));
  }

  private static String name(Method method) {
    return METHODS.contains(method.text()) ? method.text() : MetricNames.OTHER;
  }

  private static String route(String pattern) {
    boolean hasSlashTooMany = pattern.length() > 1 && pattern.endsWith("/");
    return hasSlashTooMany ? pattern.substring(0, pattern.length() - 1) : pattern;
  }
}
