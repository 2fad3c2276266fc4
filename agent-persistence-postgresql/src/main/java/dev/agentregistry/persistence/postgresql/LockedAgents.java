package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Agents that a transaction has locked, in the order of their keys, and then read: nobody else
 * changes them until it ends. Not thread-safe.
 */
final class LockedAgents {

  /**
   * For this transaction alone: plans that are made once and kept, and yet hold when a table that
   * was empty then has grown, since they always go by the key.
   */
  private static final String GO_BY_KEYS =
      "SELECT set_config('enable_seqscan', 'off', TRUE), set_config('enable_hashjoin', 'off',"
          + " TRUE), set_config('enable_mergejoin', 'off', TRUE)";

  /** The last heartbeat is the lock: whoever changes anything of an agent takes it. */
  private static final String LOCK =
      "SELECT b.key, "
          + Sql.millis("b.last_seen_at")
          + ", b.version, b.stamp, b.told_stale FROM last_beats AS b"
          + " WHERE b.key = ANY (CAST(? AS bigint[])) ORDER BY b.key FOR UPDATE";

  /** A statement of its own, after the lock: so it sees what was committed before that. */
  private static final String READ =
      "SELECT "
          + AgentRow.RECORD
          + " FROM agent_records AS r WHERE r.key = ANY (CAST(? AS bigint[]))";

  private record Beat(long lastSeenAt, long version, long stamp, boolean toldStale) {}

  private final RecordCache known;
  private final Map<Long, Beat> beats = new HashMap<>();
  private final Map<Long, Stored> agents = new HashMap<>();
  private final Map<Long, RegistryUnavailableException> damaged = new HashMap<>();
  private final List<Long> withoutBeat = new ArrayList<>();

  private LockedAgents(RecordCache known) {
    this.known = known;
  }

  static LockedAgents lock(Connection connection, Collection<Long> keys, RecordCache known)
      throws SQLException {
    LockedAgents locked = new LockedAgents(known);
    locked.lock(connection, new TreeSet<>(keys));
    return locked;
  }

  private void lock(Connection connection, Set<Long> keys) throws SQLException {
    List<Long> unknown = keys.stream().filter(key -> known.get(key) == null).toList();
    RoundTrip trip = new RoundTrip();
    trip.read(GO_BY_KEYS, row -> {});
    trip.read(LOCK, this::readBeat, (Object) Sql.numbers(keys));
    if (!unknown.isEmpty()) {
      trip.read(READ, this::readRecord, (Object) Sql.numbers(unknown));
    }
    trip.run(connection);
    forgetGone(keys);
    recall(connection);
  }

  private void readBeat(ResultSet row) throws SQLException {
    Beat beat = new Beat(row.getLong(2), row.getLong(3), row.getLong(4), row.getBoolean(5));
    beats.put(row.getLong(1), beat);
  }

  private void readRecord(ResultSet row) throws SQLException {
    long key = row.getLong(1);
    Beat beat = beats.get(key);
    if (beat == null) {
      // It has just been registered: whoever wants to register it, too, will notice. Or somebody
      // deleted its last beat by hand.
      withoutBeat.add(key);
      return;
    }
    try {
      Agent agent = AgentRow.read(row, beat.lastSeenAt(), beat.version());
      agents.put(key, new Stored(agent, beat.stamp(), beat.toldStale()));
    } catch (RegistryUnavailableException e) {
      damaged.put(key, e);
    }
  }

  /** What is known of them is that somebody else has removed them, or their last beats alone. */
  private void forgetGone(Set<Long> keys) {
    for (long key : keys) {
      if (!beats.containsKey(key) && known.get(key) != null) {
        known.remove(key);
        withoutBeat.add(key);
      }
    }
  }

  /** Takes the records that are known, and reads those that have changed since. */
  private void recall(Connection connection) throws SQLException {
    List<Long> changed = new ArrayList<>();
    for (Map.Entry<Long, Beat> entry : beats.entrySet()) {
      long key = entry.getKey();
      if (!agents.containsKey(key) && !damaged.containsKey(key)) {
        Stored last = known.get(key);
        if (last != null && last.stamp() == entry.getValue().stamp()) {
          agents.put(key, current(last, entry.getValue()));
        } else {
          changed.add(key);
        }
      }
    }
    if (!changed.isEmpty()) {
      Sql.query(connection, READ, List.of(Sql.numbers(changed)), this::readRecord);
    }
  }

  private static Stored current(Stored last, Beat beat) {
    Agent agent = last.agent();
    Agent now =
        new Agent(
            agent.id(),
            agent.identity(),
            agent.status(),
            agent.issueIds(),
            agent.capabilities(),
            agent.ttl(),
            agent.createdAt(),
            agent.updatedAt(),
            Instant.ofEpochMilli(beat.lastSeenAt()),
            beat.version(),
            agent.incarnation());
    return new Stored(now, beat.stamp(), beat.toldStale());
  }

  /**
   * The agent of a key.
   *
   * @throws RegistryUnavailableException if somebody wrote a row that no agent can be made of
   */
  @Nullable Stored get(long key) {
    RegistryUnavailableException damage = damaged.get(key);
    if (damage != null) {
      throw damage;
    }
    return agents.get(key);
  }

  /** Where there may be records without a last beat. */
  List<Long> withoutBeat() {
    return withoutBeat;
  }

  /** All that are there. */
  List<Long> keys() {
    return beats.keySet().stream().sorted().toList();
  }

  /** All that are there and can be read. */
  List<Long> readableKeys() {
    return agents.keySet().stream().sorted().toList();
  }

  /** What is stored now. */
  void remember(Stored stored) {
    known.put(stored);
  }
}
