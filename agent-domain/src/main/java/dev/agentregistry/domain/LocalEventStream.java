package dev.agentregistry.domain;

import java.time.Duration;
import java.util.List;

/** Looks into the store now and then. */
final class LocalEventStream implements EventStream {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int EVENTS_AT_ONCE = 1_000;

  private final EventReader reader;
  private final EventQuery query;
  private volatile boolean isClosed;

  LocalEventStream(EventReader reader, EventQuery query) {
    this.reader = reader;
    this.query = query;
  }

  @Override
  public List<RegistryEvent> next(Duration patience) {
    Duration left = patience;
    List<RegistryEvent> events = read();
    while (events.isEmpty() && left.compareTo(Duration.ZERO) > 0 && !isClosed) {
      Duration pause = left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
      if (!pause(pause)) {
        return List.of();
      }
      left = left.minus(pause);
      events = read();
    }
    return events;
  }

  /** What has happened that is wanted. */
  private List<RegistryEvent> read() {
    List<RegistryEvent> all = List.of();
    List<RegistryEvent> wanted = List.of();
    do {
      all = isClosed ? List.of() : reader.read(EVENTS_AT_ONCE);
      wanted = all.stream().filter(query::matches).toList();
    } while (wanted.isEmpty() && !all.isEmpty());
    return wanted;
  }

  private static boolean pause(Duration pause) {
    try {
      Thread.sleep(Math.max(1, pause.toMillis()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
