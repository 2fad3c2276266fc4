package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Liveness;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How many agents there are, by liveness and by status, looked up when somebody asks. */
final class AgentMetrics {

  /** Agents choose their status: it must not become a label without end. */
  private static final int MAX_STATUSES = 20;

  private AgentMetrics() {}

  /**
   * Adds them.
   *
   * @param registry where to
   * @param counts where empty, nothing is told
   */
  static void addTo(PrometheusRegistry registry, Supplier<Optional<AgentCounts>> counts) {
    GaugeWithCallback.builder()
        .name(MetricNames.AGENTS)
        .help("Agents, by liveness.")
        .labelNames("liveness")
        .callback(gauge -> counts.get().ifPresent(known -> byLiveness(known, gauge)))
        .register(registry);
    GaugeWithCallback.builder()
        .name(MetricNames.AGENTS_BY_STATUS)
        .help("Agents, by the status that they report: the 20 most frequent, and all others.")
        .labelNames("status")
        .callback(
            gauge ->
                counts
                    .get()
                    .map(AgentMetrics::byStatus)
                    .orElse(Map.of())
                    .forEach((status, agents) -> gauge.call((double) agents, status)))
        .register(registry);
  }

  private static void byLiveness(AgentCounts counts, GaugeWithCallback.Callback gauge) {
    for (Liveness liveness : Liveness.values()) {
      gauge.call(
          (double) counts.byLiveness().getOrDefault(liveness, 0L),
          liveness.name().toLowerCase(Locale.ROOT));
    }
  }

  static Map<String, Long> byStatus(AgentCounts counts) {
    List<Map.Entry<AgentStatus, Long>> all =
        counts.byStatus().entrySet().stream()
            .sorted(
                Map.Entry.<AgentStatus, Long>comparingByValue()
                    .reversed()
                    .thenComparing(
                        Map.Entry.comparingByKey(Comparator.comparing(AgentStatus::value))))
            .toList();
    Map<String, Long> named = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      String name = i < MAX_STATUSES ? all.get(i).getKey().value() : MetricNames.OTHER;
      named.merge(name, all.get(i).getValue(), Long::sum);
    }
    return named;
  }
}
