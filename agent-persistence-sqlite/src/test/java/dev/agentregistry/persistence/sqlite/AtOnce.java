package dev.agentregistry.persistence.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work that 32 threads do at the same time. */
final class AtOnce {

  private static final int THREADS = 32;

  private AtOnce() {}

  /** Does the same with each item; the results are in the order of the items. */
  static <T, R> List<R> forEach(List<T> items, Function<T, R> work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<R>> calls = new ArrayList<>();
      items.forEach(item -> calls.add(() -> work.apply(item)));
      List<R> results = new ArrayList<>();
      for (Future<R> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while threads were at work", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Starts work on a thread of its own. */
  static <T> Future<T> start(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work);
    } finally {
      thread.shutdown();
    }
  }
}
