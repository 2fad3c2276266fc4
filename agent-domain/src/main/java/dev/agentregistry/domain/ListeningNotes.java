package dev.agentregistry.domain;

import java.time.InstantSource;

/**
 * What a server does so that silence counts while it listens: it {@linkplain #note() notes} that
 * every {@link ListeningPeriod#NOTE_EVERY}. Where the store refuses a note, it would have refused
 * heartbeats, too: then nobody listened. Not thread-safe.
 */
public final class ListeningNotes {

  private final ListeningLog log;
  private final InstantSource clock;
  private ListeningPeriod last;

  /**
   * For a server that begins to listen now.
   *
   * @param log where the notes go
   * @param clock the registry's time
   */
  public ListeningNotes(ListeningLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.last = ListeningPeriod.from(clock.instant());
  }

  /**
   * Notes that the server listens at this moment.
   *
   * @throws RegistryUnavailableException if the store cannot take the note
   */
  public void note() {
    ListeningPeriod next = last.next(clock.instant());
    log.note(next);
    last = next;
  }
}
