package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentRegistry;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What a server tells of how it is: health, metrics, and the last hour. Thread-safe. */
final class Monitoring implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Monitoring.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("agent-registry-monitoring").factory());
  private final Readiness readiness;
  private final AgentRegistry registry;
  private final History history;
  private final CompletableFuture<Meters> meters;
  private volatile LongSupplier eventListeners = () -> 0;

  /**
   * Prepares it, on a thread of its own: the server need not wait for it on its way up.
   *
   * @param served what is monitored
   * @param clock tells when samples of the history were taken
   */
  Monitoring(Served served, InstantSource clock) {
    FreshCounts counts = new FreshCounts(served.registry()::count, System::nanoTime);
    this.meters =
        CompletableFuture.supplyAsync(
            () -> new Meters(served.monitored(), counts, () -> eventListeners.getAsLong()), thread);
    this.registry = new CountedRegistry(served.registry(), meters::join);
    this.readiness =
        served
            .monitored()
            .readiness()
            .orElseGet(() -> new ReadCheck(served.registry(), Thread::startVirtualThread));
    this.history =
        new History(() -> meters.join().heartbeats().stored(), counts, clock, System::nanoTime);
  }

  /** The registry, whose heartbeats and prunes are counted. */
  AgentRegistry registry() {
    return registry;
  }

  /** Measures all requests that pass it. */
  Filter requests() {
    return new RequestTimer(meters::join);
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
        .register(Paths.METRICS, new MetricsService(meters::join, answers))
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

  /** Ends it at once. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
