package dev.agentregistry.http.server;

import java.util.concurrent.TimeUnit;

/** What the metrics are called, each in this one place; a library adds {@code _total}. */
final class MetricNames {

  private static final String PREFIX = "agent_registry_";

  static final String AGENTS = PREFIX + "agents";
  static final String AGENTS_BY_STATUS = PREFIX + "agents_by_status";
  static final String HEARTBEATS = PREFIX + "heartbeats";
  static final String REQUEST_DURATION = PREFIX + "http_request_duration_seconds";
  static final String COMMIT_BATCH_SIZE = PREFIX + "commit_batch_size";
  static final String COMMIT_DURATION = PREFIX + "commit_duration_seconds";
  static final String WRITE_QUEUE_WAIT = PREFIX + "write_queue_wait_seconds";
  static final String WRITE_QUEUE_DEPTH = PREFIX + "write_queue_depth";
  static final String WAL_BYTES = PREFIX + "wal_bytes";
  static final String PRUNED_AGENTS = PREFIX + "pruned_agents";
  static final String EVENT_LISTENERS = PREFIX + "event_listeners";
  static final String BUILD_INFO = PREFIX + "build_info";

  /** The label's value for all that has none of its own: labels are few, whatever clients send. */
  static final String OTHER = "other";

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private MetricNames() {}

  /** From half a millisecond to ten seconds. */
  static double[] secondBuckets() {
    return new double[] {
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
  }

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
