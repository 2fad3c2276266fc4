package dev.agentregistry.persistence.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The changes that wait to be stored: bounded, so that memory is too. Thread-safe. */
final class ChangeQueue<T> {

  /** How many callers may wait; more are told to come back later. */
  private static final int CAPACITY = 20_000;

  /** How many changes one transaction takes; a longer one would only make its callers wait. */
  private static final int MAX_BATCH = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Queue<Change<T, ?>> waiting = new ArrayDeque<>();
  private boolean closed;

  /** How an attempt to queue a change ended. */
  enum Offer {
    QUEUED,
    FULL,
    CLOSED
  }

  Offer offer(Change<T, ?> change) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (waiting.size() >= CAPACITY) {
        return Offer.FULL;
      }
      waiting.add(change);
      notEmpty.signal();
      return Offer.QUEUED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for changes and takes all there are, up to a bound; none once it is closed and empty. */
  List<Change<T, ?>> take() {
    lock.lock();
    try {
      awaitChange();
      List<Change<T, ?>> batch = new ArrayList<>(Math.min(waiting.size(), MAX_BATCH));
      while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
        batch.add(waiting.remove());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void awaitChange() {
    while (waiting.isEmpty() && !closed) {
      notEmpty.awaitUninterruptibly();
    }
  }

  /** Takes nothing more; what is queued is still handed out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
