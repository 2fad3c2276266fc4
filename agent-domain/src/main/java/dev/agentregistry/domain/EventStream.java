package dev.agentregistry.domain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * The events of a registry as they come, for who waits for them. Not thread-safe, but closing it
 * may come from any thread.
 */
public interface EventStream extends AutoCloseable {

  /**
   * The events of a store, in this process. What time alone brings about is told only if somebody
   * {@linkplain EventWatch watches} it.
   *
   * @param store the store; closing it stays with the caller
   * @param clock the registry's time
   * @param query which events
   * @param after the event after which to begin; from now on where empty
   */
  static EventStream over(
      AgentRepository store, InstantSource clock, EventQuery query, OptionalLong after) {
    EventReader reader =
        after.isPresent()
            ? EventReader.after(store, clock, after.getAsLong())
            : EventReader.fromNow(store, clock);
    return new LocalEventStream(reader, query);
  }

  /**
   * Waits until something has happened.
   *
   * @param patience how long to wait at most
   * @return what happened, in its order; nothing where nothing came in time, the thread was
   *     interrupted, or this is closed
   * @throws AccessDeniedException if the registry does not let the caller listen, or not any more
   * @throws RegistryUnavailableException if the registry cannot tell, and waiting won't help
   */
  List<RegistryEvent> next(Duration patience);

  @Override
  void close();
}
