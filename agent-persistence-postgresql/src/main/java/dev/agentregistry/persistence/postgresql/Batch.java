package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.Removal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some agents in a transaction that may change them, in two round trips: it locks and reads them
 * all, and when it ends writes what has changed and commits. In between changes are made in memory,
 * so that each agent is read and written once, however many of its heartbeats share the batch.
 *
 * <p>All transactions lock agents in the order of their keys, those that are new among them when
 * they are inserted, delete after that, and lock the counter of events last, so that no two wait
 * for each other. Not thread-safe.
 */
final class Batch {

  private final Connection connection;
  private final LockedAgents locked;
  private final TreeMap<Long, Met> met = new TreeMap<>();
  private final EventLimits limits;

  private Batch(Connection connection, LockedAgents locked, EventLimits limits) {
    this.connection = connection;
    this.locked = locked;
    this.limits = limits;
  }

  /**
   * Begins: locks and reads agents.
   *
   * @param connection in a transaction that sees what others have committed
   * @param keys of all agents that will be asked for
   * @param known records that may still be the same
   * @param limits of the log of events
   */
  static Batch begin(
      Connection connection, Collection<Long> keys, RecordCache known, EventLimits limits)
      throws SQLException {
    return new Batch(connection, LockedAgents.lock(connection, keys, known), limits);
  }

  Agent upsert(AgentId id, Function<Optional<Agent>, Agent> change) {
    Met agent = meet(id.number());
    Agent changed = change.apply(Optional.ofNullable(agent.now()));
    agent.becomes(changed);
    return changed;
  }

  Removal delete(AgentId id, Predicate<Agent> condition, Instant at) {
    Met agent = meet(id.number());
    Agent now = agent.now();
    if (now == null) {
      return Removal.UNKNOWN;
    }
    if (!condition.test(now)) {
      return Removal.CHANGED;
    }
    agent.goes(at);
    return Removal.REMOVED;
  }

  /**
   * Removes all that are as a condition wants them.
   *
   * @return those that are gone
   */
  List<Agent> deleteAll(Predicate<Agent> condition, Instant at) {
    List<Agent> gone = new ArrayList<>();
    for (long key : locked.keys()) {
      Met agent = meet(key);
      Agent now = agent.now();
      if (now != null && condition.test(now)) {
        agent.goes(at);
        gone.add(now);
      }
    }
    return gone;
  }

  /**
   * Tells of all that are as a condition wants them that they are stale, unless that was told. A
   * row that cannot be read is told of by whoever asks for it.
   *
   * @param condition what they are like
   * @param newsAt when somebody noticed; empty where it is no news, and no event
   * @return how many there were
   */
  int tellStale(Predicate<Agent> condition, Optional<Instant> newsAt) {
    int told = 0;
    for (long key : locked.readableKeys()) {
      Met agent = meet(key);
      Stored stored = agent.stored();
      if (stored != null && !stored.toldStale() && condition.test(stored.agent())) {
        agent.noticedStale(newsAt);
        told++;
      }
    }
    return told;
  }

  /** Writes what has changed, logs what that means, and commits. */
  void commit() throws SQLException {
    AgentWrites writes = new AgentWrites();
    writes.makeRoom(locked.withoutBeat());
    NewEvents events = new NewEvents(limits);
    for (Met agent : met.values()) {
      if (agent.isChanged()) {
        writes.add(agent);
        happenings(agent).forEach(happening -> events.add(happening, agent.changedAt()));
      } else if (agent.isNoticedStale()) {
        writes.toldStale(agent);
        agent.newsAt().ifPresent(at -> events.add(Happening.stale(agent.agent()), at));
      }
    }
    RoundTrip trip = new RoundTrip();
    writes.addTo(trip);
    events.addTo(trip);
    trip.add("COMMIT");
    trip.run(connection);
    writes.written().forEach(locked::remember);
  }

  private static List<Happening> happenings(Met agent) {
    Stored stored = agent.stored();
    return Happening.between(
        Optional.ofNullable(stored).map(Stored::agent),
        Optional.ofNullable(agent.now()),
        stored != null && stored.toldStale());
  }

  private Met meet(long key) {
    Met known = met.get(key);
    if (known == null) {
      @Nullable Stored stored = locked.get(key);
      known = new Met(stored);
      met.put(key, known);
    }
    return known;
  }
}
