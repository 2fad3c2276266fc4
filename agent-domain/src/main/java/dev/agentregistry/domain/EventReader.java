package dev.agentregistry.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the events of a store, from a place on, and shows them: an agent and the state of an issue
 * as they were, the agents on that issue as they are now. Not thread-safe.
 */
public final class EventReader {

  private final AgentRepository store;
  private final EventLog log;
  private final InstantSource clock;
  private final CurrentListening listening;
  private long last;

  private EventReader(AgentRepository store, InstantSource clock, long last) {
    this.store = store;
    this.log = store.eventLog();
    this.clock = clock;
    this.listening = new CurrentListening(store.listeningLog());
    this.last = last;
  }

  /** Reads what happens from now on. */
  public static EventReader fromNow(AgentRepository store, InstantSource clock) {
    return new EventReader(store, clock, store.eventLog().newest());
  }

  /**
   * Reads what happened after an event.
   *
   * @param id that event's number; 0 is before the first
   */
  public static EventReader after(AgentRepository store, InstantSource clock, long id) {
    return new EventReader(store, clock, id);
  }

  /** The number of the event that was read last. */
  public long last() {
    return last;
  }

  /**
   * Reads on. Where events are missing, or there never was the one to begin after, it says so
   * first.
   *
   * @param limit how many of the store's events at most, from 1
   * @return the events in their order; none where nothing has happened since
   */
  public List<RegistryEvent> read(int limit) {
    List<LoggedEvent> logged = log.after(last, limit);
    if (logged.isEmpty()) {
      return backFromTheFuture();
    }
    List<RegistryEvent> events = new ArrayList<>(logged.size() + 1);
    long first = logged.get(0).id();
    if (first != last + 1) {
      events.add(new RegistryEvent.Missed(first - 1, clock.instant()));
    }
    addTo(events, logged);
    last = logged.get(logged.size() - 1).id();
    return events;
  }

  /** An older copy may have taken the place of the store. */
  private List<RegistryEvent> backFromTheFuture() {
    long newest = log.newest();
    if (newest >= last) {
      return List.of();
    }
    last = newest;
    return List.of(new RegistryEvent.Missed(newest, clock.instant()));
  }

  private void addTo(List<RegistryEvent> events, List<LoggedEvent> logged) {
    Map<String, Issue> issues = issuesOf(logged);
    for (LoggedEvent event : logged) {
      events.add(show(event, issues));
    }
  }

  private RegistryEvent show(LoggedEvent event, Map<String, Issue> issues) {
    if (event.subject() instanceof LoggedEvent.OfIssue ofIssue) {
      Issue nobodys = new Issue(ofIssue.issueId(), ofIssue.state(), 0, List.of());
      Issue issue = issues.getOrDefault(ofIssue.issueId(), nobodys).in(ofIssue.state());
      return new RegistryEvent.OfIssue(event.id(), event.at(), issue);
    }
    Happening happening = ((LoggedEvent.OfAgent) event.subject()).happening();
    AgentRecord agent =
        AgentRecord.of(happening.agent(), listening.at(clock.instant()), event.at());
    return new RegistryEvent.OfAgent(event.id(), event.at(), happening.kind(), agent);
  }

  private Map<String, Issue> issuesOf(List<LoggedEvent> logged) {
    Set<String> named = new LinkedHashSet<>();
    for (LoggedEvent event : logged) {
      if (event.subject() instanceof LoggedEvent.OfIssue ofIssue) {
        named.add(ofIssue.issueId());
      }
    }
    Map<String, Issue> issues = new HashMap<>();
    for (Set<String> some : Chunks.of(named, IssueQuery.MAX_LIMIT)) {
      issues(some).forEach(issue -> issues.put(issue.issueId(), issue));
    }
    return issues;
  }

  private List<Issue> issues(Set<String> issueIds) {
    Instant now = clock.instant();
    try {
      return store.issues(IssueQuery.ofThese(issueIds), listening.at(now), now).issues();
    } catch (RegistryUnavailableException e) {
      if (e.isRetryable()) {
        throw e;
      }
      // A damaged record is told to whoever lists issues: no event may wait for its repair.
      return List.of();
    }
  }
}
