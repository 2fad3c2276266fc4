package dev.agentregistry.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server does so that events tell what time alone brings about: it {@linkplain #look()
 * looks} {@link #LOOK_EVERY}. Not thread-safe.
 */
public final class EventWatch {

  /** How often a server looks. */
  public static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private static final int EVENTS_AT_ONCE = 250;

  private final EventLog log;
  private final InstantSource clock;
  private final CurrentListening listening;
  private Optional<Long> last = Optional.empty();

  /**
   * For a server that begins to watch.
   *
   * @param store the store
   * @param clock the registry's time
   */
  public EventWatch(AgentRepository store, InstantSource clock) {
    this.log = store.eventLog();
    this.clock = clock;
    this.listening = new CurrentListening(store.listeningLog());
  }

  /**
   * Tells of agents that became stale, and of issues whose state changed. The first look compares
   * all issues with what was told before.
   *
   * @throws RegistryUnavailableException if the store cannot answer; the next look catches up
   */
  public void look() {
    tellStale();
    if (last.isEmpty()) {
      lookAtAllIssues();
    }
    boolean isMore = true;
    while (isMore) {
      isMore = lookAtChangedIssues(last.orElseThrow());
    }
  }

  private void lookAtAllIssues() {
    // Before all are looked at: what changes meanwhile is looked at again.
    long newest = log.newest();
    Instant now = tellStale();
    log.tellAllIssues(listening.at(now), now);
    last = Optional.of(newest);
  }

  /**
   * Issues are judged at the moment that this returns: who is gone from an issue then has been told
   * as stale, so that its return is told too, and the issue looked at again.
   */
  private Instant tellStale() {
    Instant now = clock.instant();
    log.tellStale(listening.at(now), now);
    return now;
  }

  /** Whether there are more. */
  private boolean lookAtChangedIssues(long after) {
    List<LoggedEvent> events = log.after(after, EVENTS_AT_ONCE);
    if (events.isEmpty()) {
      // Where an older copy took the place of the store, the numbers begin again.
      last = log.newest() < after ? Optional.empty() : last;
      return last.isEmpty() && lookAgain();
    }
    if (events.get(0).id() != after + 1) {
      return lookAgain();
    }
    Set<String> touched = new LinkedHashSet<>();
    for (LoggedEvent event : events) {
      if (event.subject() instanceof LoggedEvent.OfAgent ofAgent) {
        touched.addAll(ofAgent.happening().agent().issueIds());
        touched.addAll(ofAgent.happening().droppedIssueIds());
      }
    }
    tell(touched);
    last = Optional.of(events.get(events.size() - 1).id());
    return events.size() == EVENTS_AT_ONCE;
  }

  /** Some events were missed: nobody knows which issues they touched. */
  private boolean lookAgain() {
    lookAtAllIssues();
    return true;
  }

  private void tell(Set<String> issueIds) {
    for (Set<String> some : Chunks.of(issueIds, IssueQuery.MAX_LIMIT)) {
      Instant now = tellStale();
      log.tellIssues(some, listening.at(now), now);
    }
  }
}
