package dev.agentregistry.http.server;

import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.RegistryEvent;
import dev.agentregistry.http.server.EventRing.Entry;
import dev.agentregistry.http.server.EventRing.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends events to one client, on its own thread. */
final class EventStreaming {

  /** How often it is checked whether the client may still listen. */
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

  /** How much is put together before it is written. */
  private static final int BYTES_AT_ONCE = 64 * 1024;

  private final EventHub hub;
  private final long keepAliveNanos;
  private final BooleanSupplier isAllowed;
  private final EventQuery query;
  private Position position;

  EventStreaming(
      EventHub hub,
      Duration keepAlive,
      BooleanSupplier isAllowed,
      EventQuery query,
      Position start) {
    this.hub = hub;
    this.keepAliveNanos = keepAlive.toNanos();
    this.isAllowed = isAllowed;
    this.query = query;
    this.position = start;
  }

  /**
   * Sends until the server stops, or the client is no longer allowed to listen.
   *
   * @param target where each write is sent at once
   * @throws IOException if the client is gone, or too slow
   */
  void sendTo(OutputStream target) throws IOException {
    if (hub.ring().after(position).isPresent()) {
      target.write(EventBlocks.connected(position.id()));
    }
    long sent = System.nanoTime();
    long checked = sent;
    while (hub.isOpen()) {
      long now = System.nanoTime();
      if (now - checked >= CHECK_NANOS) {
        if (!isAllowed.getAsBoolean()) {
          return;
        }
        checked = now;
      }
      CountDownLatch news = hub.news();
      long before = position.id();
      byte[] block = next();
      if (block.length == 0 && now - sent >= keepAliveNanos) {
        block = EventBlocks.keepAlive(position.id());
      }
      if (block.length > 0) {
        target.write(block);
        sent = System.nanoTime();
      } else if (position.id() == before) {
        await(news, Math.min(CHECK_NANOS, sent + keepAliveNanos - now));
      }
    }
  }

  /** What the client is to be sent now; nothing where nothing new matches. */
  private byte[] next() {
    Optional<List<Entry>> entries = hub.ring().after(position);
    if (entries.isEmpty()) {
      position = hub.ring().end();
      return EventBlocks.of(new RegistryEvent.Missed(position.id(), hub.now()));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Entry entry : entries.get()) {
      if (bytes.size() >= BYTES_AT_ONCE) {
        break;
      }
      position = position.at(entry.event().id());
      if (query.matches(entry.event())) {
        entry.writeTo(bytes);
      }
    }
    return bytes.toByteArray();
  }

  private static void await(CountDownLatch news, long nanos) throws IOException {
    try {
      boolean unused = news.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the server stops").initCause(e);
    }
  }
}
