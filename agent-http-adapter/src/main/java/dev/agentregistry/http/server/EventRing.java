package dev.agentregistry.http.server;

import dev.agentregistry.domain.EventLog;
import dev.agentregistry.domain.RegistryEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events, each as the bytes that every listener is sent, so that what many listen to is
 * written down once. It is limited by number and by size. Thread-safe.
 */
final class EventRing {

  private static final int MAX_EVENTS = EventLog.KEPT_EVENTS;
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  /** How many a listener gets to see at once. */
  private static final int MAX_AT_ONCE = 1_000;

  private final int maxEvents;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Entry> kept = new ArrayList<>();
  private long bytes;
  private long newest;
  private long epoch;

  EventRing() {
    this(MAX_EVENTS, MAX_BYTES);
  }

  EventRing(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** An event, and how a stream tells it. */
  static final class Entry {

    private final RegistryEvent event;
    private final byte[] block;

    Entry(RegistryEvent event) {
      this.event = event;
      this.block = EventBlocks.of(event);
    }

    RegistryEvent event() {
      return event;
    }

    void writeTo(ByteArrayOutputStream target) {
      target.writeBytes(block);
    }
  }

  /**
   * Where a listener is.
   *
   * @param epoch which numbering of events; another one begins where some are missing
   * @param id the event that it knows last
   */
  record Position(long epoch, long id) {

    Position at(long newId) {
      return new Position(epoch, newId);
    }
  }

  /** After the newest. */
  Position end() {
    lock.lock();
    try {
      return new Position(epoch, newest);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What comes after a position, the first part of it; empty where that is not, or no longer,
   * known.
   */
  Optional<List<Entry>> after(Position position) {
    lock.lock();
    try {
      long skipped = position.id() - (newest - kept.size());
      if (position.epoch() != epoch || skipped < 0 || skipped > kept.size()) {
        return Optional.empty();
      }
      int from = (int) skipped;
      int to = Math.min(kept.size(), from + MAX_AT_ONCE);
      return Optional.of(List.copyOf(kept.subList(from, to)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds the events that follow. Where some before them are missing, nobody can go on from there.
   */
  void add(List<RegistryEvent> events) {
    List<Entry> entries = events.stream().map(Entry::new).toList();
    lock.lock();
    try {
      entries.forEach(this::add);
      dropOldest();
    } finally {
      lock.unlock();
    }
  }

  private void add(Entry entry) {
    if (entry.event() instanceof RegistryEvent.Missed || entry.event().id() != newest + 1) {
      restart(entry.event().id());
    }
    if (!(entry.event() instanceof RegistryEvent.Missed)) {
      kept.add(entry);
      bytes += entry.block.length;
    }
    newest = entry.event().id();
  }

  /** Begins anew. */
  void restart(long id) {
    lock.lock();
    try {
      kept.clear();
      bytes = 0;
      epoch++;
      newest = id;
    } finally {
      lock.unlock();
    }
  }

  private void dropOldest() {
    int dropped = 0;
    while (kept.size() - dropped > maxEvents || bytes > maxBytes) {
      bytes -= kept.get(dropped).block.length;
      dropped++;
    }
    kept.subList(0, dropped).clear();
  }
}
