package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a transaction writes of agents: as many rows as there are in each statement. */
final class AgentWrites {

  private static final String BEATS =
      """
      UPDATE last_beats AS b SET last_seen_at = %s, version = v.version, told_stale = FALSE
      FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]))
        AS v (key, last_seen_at, version)
      WHERE b.key = v.key
      """
          .formatted(Sql.time("v.last_seen_at"));

  private static final String BEAT_VALUES =
      """
      FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]),
        CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS boolean[]))
        AS v (key, last_seen_at, version, stamp, ttl, is_offline)
      """;

  private static final String CHANGED_BEATS =
      """
      UPDATE last_beats AS b SET last_seen_at = %s, version = v.version, told_stale = FALSE,
        stamp = v.stamp, ttl_seconds = v.ttl, is_offline = v.is_offline
      """
              .formatted(Sql.time("v.last_seen_at"))
          + BEAT_VALUES
          + " WHERE b.key = v.key";

  private static final String NEW_BEATS =
      """
      INSERT INTO last_beats (key, last_seen_at, version, stamp, ttl_seconds, is_offline)
      SELECT v.key, %s, v.version, v.stamp, v.ttl, v.is_offline
      """
              .formatted(Sql.time("v.last_seen_at"))
          + BEAT_VALUES;

  private static final String RECORD_VALUES =
      """
      SELECT v.key, v.hostname, v.machine_address, v.repo_path, v.status,
        CAST(v.issue_ids AS jsonb) AS issue_ids, CAST(v.capabilities AS jsonb) AS capabilities,
        v.ttl, %s AS created_at, %s AS updated_at, v.incarnation, v.folded
      FROM unnest(CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]),
        CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS bigint[]),
        CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS text[]))
        AS v (key, hostname, machine_address, repo_path, status, issue_ids, capabilities, ttl,
          created_at, updated_at, incarnation, folded)
      """
          .formatted(Sql.time("v.created_at"), Sql.time("v.updated_at"));

  private static final String NEW_RECORDS =
      """
      INSERT INTO agent_records (key, hostname, machine_address, repo_path, status, issue_ids,
        capabilities, ttl_seconds, created_at, updated_at, incarnation, hostname_folded)
      """
          + RECORD_VALUES;

  private static final String CHANGED_RECORDS =
      """
      UPDATE agent_records AS r SET hostname = n.hostname, machine_address = n.machine_address,
        repo_path = n.repo_path, status = n.status, issue_ids = n.issue_ids,
        capabilities = n.capabilities, ttl_seconds = n.ttl, created_at = n.created_at,
        updated_at = n.updated_at, incarnation = n.incarnation, hostname_folded = n.folded
      FROM (
      """
          + RECORD_VALUES
          + ") AS n WHERE r.key = n.key";

  /** Somebody deleted their last beats by hand: such an agent is registered anew. */
  private static final String DELETE_WITHOUT_BEAT =
      "DELETE FROM agent_records AS r WHERE r.key = ANY (CAST(? AS bigint[]))"
          + " AND NOT EXISTS (SELECT 1 FROM last_beats AS b WHERE b.key = r.key)";

  private static final String DELETE =
      "DELETE FROM agent_records WHERE key = ANY (CAST(? AS bigint[]))";
  private static final String TOLD_STALE =
      "UPDATE last_beats SET told_stale = TRUE WHERE key = ANY (CAST(? AS bigint[]))";
  private static final String DROPPED_ISSUES =
      "DELETE FROM agent_issues AS i USING unnest(CAST(? AS text[]), CAST(? AS bigint[]))"
          + " AS v (issue_id, key) WHERE i.issue_id = v.issue_id AND i.key = v.key";
  private static final String NEW_ISSUES =
      "INSERT INTO agent_issues (issue_id, key) SELECT * FROM unnest(CAST(? AS text[]),"
          + " CAST(? AS bigint[])) ON CONFLICT DO NOTHING";

  private final List<Stored> beats = new ArrayList<>();
  private final List<Stored> changedBeats = new ArrayList<>();
  private final List<Stored> newBeats = new ArrayList<>();
  private final List<Agent> changedRecords = new ArrayList<>();
  private final List<Agent> newRecords = new ArrayList<>();
  private final List<Long> withoutBeat = new ArrayList<>();
  private final List<Long> gone = new ArrayList<>();
  private final List<Long> toldStale = new ArrayList<>();
  private final IssuePairs dropped = new IssuePairs();
  private final IssuePairs taken = new IssuePairs();
  private final CountChanges counts = new CountChanges();

  /** Adds an agent that has changed; agents come in the order of their keys. */
  void add(Met agent) {
    Stored stored = agent.stored();
    Agent now = agent.now();
    if (now == null) {
      delete(stored);
    } else if (stored != null && agent.onlyBeat()) {
      beats.add(new Stored(now, stored.stamp(), false));
    } else {
      (stored == null ? newBeats : changedBeats).add(new Stored(now, newStamp(), false));
      (stored == null ? newRecords : changedRecords).add(now);
      counts.change(stored == null ? null : stored.agent(), now);
      dropped.addMissing(stored == null ? null : stored.agent(), now);
      taken.addMissing(now, stored == null ? null : stored.agent());
    }
  }

  private void delete(@Nullable Stored stored) {
    // Without one, it came and went within this transaction.
    if (stored != null) {
      gone.add(stored.agent().id().number());
      dropped.addMissing(stored.agent(), null);
      counts.change(stored.agent(), null);
    }
  }

  void toldStale(Met agent) {
    toldStale.add(agent.agent().id().number());
  }

  /** What there will be. */
  List<Stored> written() {
    List<Stored> all = new ArrayList<>(beats);
    all.addAll(changedBeats);
    all.addAll(newBeats);
    return all;
  }

  /** There may be records without a last beat under these keys. */
  void makeRoom(List<Long> keys) {
    withoutBeat.addAll(keys);
  }

  /**
   * Adds the statements. What is new comes before what is deleted: who inserts a key that somebody
   * else is deleting would wait for him, and he may be waiting for another key of his.
   */
  void addTo(RoundTrip trip) {
    if (!withoutBeat.isEmpty()) {
      trip.add(DELETE_WITHOUT_BEAT, (Object) Sql.numbers(withoutBeat));
    }
    addRecords(trip, NEW_RECORDS, newRecords);
    addRecords(trip, CHANGED_RECORDS, changedRecords);
    if (!beats.isEmpty()) {
      trip.add(BEATS, keys(beats), times(beats), versions(beats));
    }
    addBeats(trip, CHANGED_BEATS, changedBeats);
    addBeats(trip, NEW_BEATS, newBeats);
    if (!toldStale.isEmpty()) {
      trip.add(TOLD_STALE, (Object) Sql.numbers(toldStale));
    }
    if (!gone.isEmpty()) {
      trip.add(DELETE, (Object) Sql.numbers(gone));
    }
    dropped.addTo(trip, DROPPED_ISSUES);
    taken.addTo(trip, NEW_ISSUES);
    counts.addTo(trip);
  }

  private static void addBeats(RoundTrip trip, String sql, List<Stored> beats) {
    if (!beats.isEmpty()) {
      trip.add(
          sql,
          keys(beats),
          times(beats),
          versions(beats),
          numbers(beats, Stored::stamp),
          numbers(beats, stored -> stored.agent().ttl().toSeconds()),
          beats.stream()
              .map(stored -> stored.agent().status().isGoodbye())
              .toArray(Boolean[]::new));
    }
  }

  private static long[] keys(List<Stored> beats) {
    return numbers(beats, stored -> stored.agent().id().number());
  }

  private static long[] times(List<Stored> beats) {
    return numbers(beats, stored -> stored.agent().lastSeenAt().toEpochMilli());
  }

  private static long[] versions(List<Stored> beats) {
    return numbers(beats, stored -> stored.agent().version());
  }

  private static void addRecords(RoundTrip trip, String sql, List<Agent> records) {
    if (!records.isEmpty()) {
      trip.add(
          sql,
          numbers(records, agent -> agent.id().number()),
          texts(records, agent -> agent.identity().hostname()),
          texts(records, agent -> agent.identity().machineAddress()),
          texts(records, agent -> agent.identity().repoPath()),
          texts(records, agent -> agent.status().value()),
          texts(records, agent -> Items.json(agent.issueIds())),
          texts(records, agent -> Items.json(agent.capabilities())),
          numbers(records, agent -> agent.ttl().toSeconds()),
          numbers(records, agent -> agent.createdAt().toEpochMilli()),
          numbers(records, agent -> agent.updatedAt().toEpochMilli()),
          numbers(records, Agent::incarnation),
          texts(records, agent -> AgentQuery.foldCase(agent.identity().hostname())));
    }
  }

  /** Never the same twice, whoever makes it: no other number says as little. */
  private static long newStamp() {
    return ThreadLocalRandom.current().nextLong();
  }

  private static String[] texts(List<Agent> records, Function<Agent, String> part) {
    return records.stream().map(part).toArray(String[]::new);
  }

  private static <T> long[] numbers(List<T> all, ToLongFunction<T> part) {
    return all.stream().mapToLong(part).toArray();
  }
}
