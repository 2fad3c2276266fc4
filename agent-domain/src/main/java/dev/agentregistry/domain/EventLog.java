package dev.agentregistry.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The driven port: what happened in a store, in order, whichever process did it. A store logs what
 * {@link Happening#between} says of each change, in the same step as the change. Thread-safe.
 *
 * <p>What time alone brings about somebody has to notice: {@link EventWatch} asks the store to look
 * for it. However many watch, each thing is told once.
 *
 * <p>Every method throws {@link RegistryUnavailableException} where the store cannot answer.
 */
public interface EventLog {

  /** How many events a store keeps, unless they are very long; it may keep more. */
  int KEPT_EVENTS = 10_000;

  /** The ID of the newest event; 0 where there never was one. */
  long newest();

  /**
   * Events in their order. What is no longer kept is left out: the first has a greater ID then than
   * the one after {@code id}.
   *
   * @param id only events after this one
   * @param limit how many at most, from 1
   */
  List<LoggedEvent> after(long id, int limit);

  /**
   * Tells of agents that are stale, each once until it is heard of again. Whoever is stale before
   * anything was ever logged is no news.
   *
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   * @return how many were told
   */
  int tellStale(Listening listening, Instant now);

  /**
   * Tells of all issues that are contested or orphaned, or held again after that, each once until
   * its state changes. Issues that nobody names any more are forgotten without a word. Whatever is
   * so before anything was ever logged is no news.
   *
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   * @return how many were told
   */
  int tellAllIssues(Listening listening, Instant now);

  /**
   * The same for some issues, of which it is known that they may have changed.
   *
   * @param issueIds the issues to look at: at most {@link IssueQuery#MAX_LIMIT}
   * @param listening when someone listened for heartbeats
   * @param now the registry's time
   * @return how many were told
   */
  int tellIssues(Collection<String> issueIds, Listening listening, Instant now);
}
