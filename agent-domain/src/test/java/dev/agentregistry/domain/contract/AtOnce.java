package dev.agentregistry.domain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work that several threads do at the same time. */
final class AtOnce {

  private static final int THREADS = 16;

  private AtOnce() {}

  /** Does the same with each item; the results are in the order of the items. */
  static <T, R> List<R> forEach(List<T> items, Function<T, R> work) {
    return call(items.stream().<Callable<R>>map(item -> () -> work.apply(item)).toList());
  }

  /** Does all of the work; the results are in its order. What one piece throws, this throws. */
  static <R> List<R> call(List<Callable<R>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> result : threads.invokeAll(work)) {
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
}
