package dev.agentregistry.http.server;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** How heartbeats ended. Thread-safe. */
final class HeartbeatMetrics {

  private final CounterDataPoint created;
  private final CounterDataPoint updated;
  private final CounterDataPoint invalid;
  private final CounterDataPoint collision;
  private final CounterDataPoint unauthorized;
  private final CounterDataPoint unavailable;

  HeartbeatMetrics(PrometheusRegistry registry) {
    Counter all =
        Counter.builder()
            .name(MetricNames.HEARTBEATS)
            .help("Heartbeats, by how they ended.")
            .labelNames("outcome")
            .withoutExemplars()
            .register(registry);
    // Each is there from the start: a rate needs a zero before the first.
    this.created = all.labelValues("created");
    this.updated = all.labelValues("updated");
    this.invalid = all.labelValues("invalid");
    this.collision = all.labelValues("collision");
    this.unauthorized = all.labelValues("unauthorized");
    this.unavailable = all.labelValues("unavailable");
  }

  void stored(boolean isNew) {
    (isNew ? created : updated).inc();
  }

  /** How many were stored. */
  long stored() {
    return created.getLongValue() + updated.getLongValue();
  }

  /** One was answered with this status; those that were stored are counted already. */
  void answered(int status) {
    switch (status) {
      case 200 -> {}
      case 401, 403 -> unauthorized.inc();
      case 409 -> collision.inc();
      default -> (status == 429 || status >= 500 ? unavailable : invalid).inc();
    }
  }
}
