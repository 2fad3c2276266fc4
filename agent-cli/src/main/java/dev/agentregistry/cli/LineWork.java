package dev.agentregistry.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Work on many lines at once, so that a store commits many of them together and a server is never
 * idle between two; a bound on the lines keeps the memory that they take constant.
 */
final class LineWork {

  private static final int AT_ONCE = 64;

  /** A long line takes the place of several. */
  private static final int BYTES_PER_PLACE = 64 * 1024;

  private final Work work;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  private LineWork(Work work) {
    this.work = work;
  }

  /** What is done with a line, in any thread. */
  interface Work {
    void on(Line line);
  }

  /**
   * Does it with each line. What the work throws ends it: no further line is begun, those begun are
   * ended, and the first that was thrown is thrown.
   *
   * @param source where the lines are
   * @param progress is told how far it has come
   * @param work what to do
   */
  static void onEach(ImportSource source, Progress progress, Work work) throws IOException {
    new LineWork(work).run(source.lines(), source.size(), progress);
  }

  private void run(Lines lines, long size, Progress progress) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Optional<Line> next = lines.next();
      while (next.isPresent() && failures.isEmpty()) {
        begin(next.get(), threads);
        progress.to(lines.bytes(), size);
        next = lines.next();
      }
    }
    RuntimeException thrown = failures.peek();
    if (thrown != null) {
      throw thrown;
    }
  }

  private void begin(Line line, ExecutorService threads) {
    int needed = 1 + line.text().length / BYTES_PER_PLACE;
    places.acquireUninterruptibly(needed);
    threads.execute(
        () -> {
          try {
            work.on(line);
          } catch (RuntimeException e) {
            failures.add(e);
          } finally {
            places.release(needed);
          }
        });
  }
}
