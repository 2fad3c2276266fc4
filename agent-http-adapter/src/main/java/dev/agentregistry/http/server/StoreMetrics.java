package dev.agentregistry.http.server;

import dev.agentregistry.domain.StoreActivity;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the store does: commits, and what waits for them. */
final class StoreMetrics implements StoreActivity.CommitWatcher {

  private static final double[] BATCH_BUCKETS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private final DistributionDataPoint batchSize;
  private final DistributionDataPoint duration;
  private final DistributionDataPoint wait;

  private StoreMetrics(PrometheusRegistry registry) {
    this.batchSize =
        histogram(registry, MetricNames.COMMIT_BATCH_SIZE, "Changes in one commit.", BATCH_BUCKETS);
    this.duration =
        histogram(
            registry,
            MetricNames.COMMIT_DURATION,
            "How long commits took, from the first change to the end.",
            MetricNames.secondBuckets());
    this.wait =
        histogram(
            registry,
            MetricNames.WRITE_QUEUE_WAIT,
            "How long changes waited before their commit began.",
            MetricNames.secondBuckets());
  }

  /** Adds them, and watches the store from now on. */
  static void addTo(PrometheusRegistry registry, StoreActivity store) {
    GaugeWithCallback.builder()
        .name(MetricNames.WRITE_QUEUE_DEPTH)
        .help("Changes that wait for a commit.")
        .callback(gauge -> gauge.call((double) store.waitingChanges()))
        .register(registry);
    GaugeWithCallback.builder()
        .name(MetricNames.WAL_BYTES)
        .help("Size of the write-ahead log on disk.")
        .callback(gauge -> gauge.call((double) store.logBytes()))
        .register(registry);
    store.tell(new StoreMetrics(registry));
  }

  private static DistributionDataPoint histogram(
      PrometheusRegistry registry, String name, String help, double[] buckets) {
    Histogram histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .classicOnly()
            .classicUpperBounds(buckets)
            .withoutExemplars()
            .register(registry);
    // What has no label exists from the start, and is looked up once.
    return histogram;
  }

  @Override
  public void waited(long nanos) {
    wait.observe(MetricNames.seconds(nanos));
  }

  @Override
  public void committed(int changes, long nanos) {
    batchSize.observe(changes);
    duration.observe(MetricNames.seconds(nanos));
  }
}
