package dev.agentregistry.http.server;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** All that one server counts and measures. Thread-safe. */
final class Meters {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HeartbeatMetrics heartbeats = new HeartbeatMetrics(registry);
  private final RequestMetrics requests = new RequestMetrics(registry, heartbeats);
  private final LongAdder prunedByRequest = new LongAdder();

  /**
   * Begins to count.
   *
   * @param monitored what goes on behind the server
   * @param counts how many agents there are
   * @param eventListeners how many clients listen to events
   */
  Meters(Monitored monitored, FreshCounts counts, LongSupplier eventListeners) {
    AgentMetrics.addTo(registry, counts);
    monitored.store().ifPresent(store -> StoreMetrics.addTo(registry, store));
    addPruned(monitored.prunedAutomatically());
    GaugeWithCallback.builder()
        .name(MetricNames.EVENT_LISTENERS)
        .help("Clients that listen to events.")
        .callback(gauge -> gauge.call((double) eventListeners.getAsLong()))
        .register(registry);
    addBuild();
  }

  private void addPruned(LongSupplier automatically) {
    CounterWithCallback.builder()
        .name(MetricNames.PRUNED_AGENTS)
        .help("Agents that were pruned, by request or by the server itself.")
        .labelNames("trigger")
        .callback(
            counter -> {
              counter.call((double) prunedByRequest.sum(), "request");
              counter.call((double) automatically.getAsLong(), "automatic");
            })
        .register(registry);
  }

  private void addBuild() {
    Info.builder()
        .name(MetricNames.BUILD_INFO)
        .help("The version that runs.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(
            Objects.requireNonNullElse(
                RegistryServer.class.getPackage().getImplementationVersion(), "unknown"));
  }

  PrometheusRegistry registry() {
    return registry;
  }

  HeartbeatMetrics heartbeats() {
    return heartbeats;
  }

  RequestMetrics requests() {
    return requests;
  }

  /** So many agents were pruned because somebody asked for it. */
  void pruned(long agents) {
    prunedByRequest.add(agents);
  }
}
