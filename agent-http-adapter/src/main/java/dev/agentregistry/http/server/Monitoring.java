package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentRegistry;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What a server tells of how it is: health, metrics, and the last hour. Thread-safe. */
final class Monitoring implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Monitoring.class.getName());

  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final LongAdder prunedByRequest = new LongAdder();
  private final HeartbeatMetrics heartbeats = new HeartbeatMetrics(metrics);
  private final RequestMetrics requests = new RequestMetrics(metrics, heartbeats);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("agent-registry-history").factory());
  private final Readiness readiness;
  private final AgentRegistry registry;
  private final History history;
  private volatile LongSupplier eventListeners = () -> 0;

  /** Begins to count; the clock tells when samples of the history were taken. */
  Monitoring(Served served, InstantSource clock) {
    Monitored monitored = served.monitored();
    this.registry = new CountedRegistry(served.registry(), heartbeats, prunedByRequest);
    this.readiness =
        monitored
            .readiness()
            .orElseGet(() -> new ReadCheck(served.registry(), Thread::startVirtualThread));
    FreshCounts counts = new FreshCounts(served.registry()::count, System::nanoTime);
    this.history = new History(heartbeats::stored, counts, clock, System::nanoTime);
    AgentMetrics.addTo(metrics, counts);
    monitored.store().ifPresent(store -> StoreMetrics.addTo(metrics, store));
    addOwn(monitored.prunedAutomatically());
  }

  private void addOwn(LongSupplier prunedAutomatically) {
    CounterWithCallback.builder()
        .name(MetricNames.PRUNED_AGENTS)
        .help("Agents that were pruned, by request or by the server itself.")
        .labelNames("trigger")
        .callback(
            counter -> {
              counter.call((double) prunedByRequest.sum(), "request");
              counter.call((double) prunedAutomatically.getAsLong(), "automatic");
            })
        .register(metrics);
    GaugeWithCallback.builder()
        .name(MetricNames.EVENT_LISTENERS)
        .help("Clients that listen to events.")
        .callback(gauge -> gauge.call((double) eventListeners.getAsLong()))
        .register(metrics);
    Info.builder()
        .name(MetricNames.BUILD_INFO)
        .help("The version that runs.")
        .labelNames("version")
        .register(metrics)
        .addLabelValues(
            Objects.requireNonNullElse(
                RegistryServer.class.getPackage().getImplementationVersion(), "unknown"));
  }

  /** The registry, whose heartbeats and prunes are counted. */
  AgentRegistry registry() {
    return registry;
  }

  /** Measures all requests that pass it. */
  Filter requests() {
    return requests;
  }

  /** Says how many clients listen to events, whenever it is asked. */
  void countEventListeners(LongSupplier listeners) {
    eventListeners = listeners;
  }

  /** Adds what needs no route of ours. */
  void addTo(WebServerConfig.Builder server) {
    server.addFeature(Health.feature(readiness));
  }

  /** Adds the endpoints. */
  void addTo(HttpRouting.Builder routing, Answers answers) {
    Health.refuseOtherMethods(routing);
    routing
        .register(Paths.METRICS, new MetricsService(metrics, answers))
        .register(Paths.HISTORY, new HistoryService(history, answers));
  }

  /** Begins the history. */
  void start() {
    long interval = History.INTERVAL.toMillis();
    Future<?> unused =
        thread.scheduleAtFixedRate(this::sampleAndTell, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** A task that throws would never run again. */
  private void sampleAndTell() {
    try {
      history.sample();
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "a fault of the program, in the server's history", fault);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
