package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ready while a cheap read works, for a store that nobody notes anything in. A read that hangs is
 * waited for by nobody for long, and no second one is begun meanwhile. Thread-safe.
 */
final class ReadCheck implements Readiness {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final AgentRegistry registry;
  private final Executor threads;
  private CompletableFuture<?> reading = CompletableFuture.completedFuture(true);

  ReadCheck(AgentRegistry registry, Executor threads) {
    this.registry = registry;
    this.threads = threads;
  }

  @Override
  public boolean isReady() {
    try {
      Object unused = currentReading().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException notNow) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized CompletableFuture<?> currentReading() {
    if (reading.isDone()) {
      reading =
          CompletableFuture.supplyAsync(
              () -> registry.find(AgentId.parse("agt_00000000").orElseThrow()), threads);
    }
    return reading;
  }
}
