package dev.agentregistry.cli;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A terminal's second screen, which is drawn over and over; when it is closed, the terminal is as
 * it was. Thread-safe.
 */
final class LiveScreen implements AutoCloseable {

  /** The second screen, no cursor, and nothing that is too long goes on in the next line. */
  static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

  static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";

  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  /** A terminal that takes nothing (Ctrl-S) must not keep the end waiting for ever. */
  private static final long LAST_WRITE_MILLIS = 1_000;

  private final Writer out;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);

  private LiveScreen(Writer out) {
    this.out = out;
  }

  static LiveScreen enter(Writer out) throws IOException {
    out.write(ENTER);
    out.flush();
    return new LiveScreen(out);
  }

  /** Draws the lines over what was there, in one go: nothing flickers. */
  void draw(List<String> lines) throws IOException {
    String frame = HOME + String.join(CLEAR_LINE + "\r\n", lines) + CLEAR_LINE + CLEAR_BELOW;
    lock.lock();
    try {
      if (closed.getCount() > 0) {
        out.write(frame);
        out.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is closed within so much time. */
  boolean isClosedWithin(Duration time) throws InterruptedException {
    return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    try {
      if (lock.tryLock(LAST_WRITE_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          leave();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    try {
      out.write(LEAVE);
      out.flush();
    } catch (IOException terminalIsGone) {
      // Then there is nothing to put right.
    }
  }
}
