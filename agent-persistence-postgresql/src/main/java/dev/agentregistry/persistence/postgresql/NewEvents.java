package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.Happening;
import dev.agentregistry.domain.IssueState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The events that a transaction logs, as its last step: whoever logs events locks the counter until
 * the end of his transaction. Not thread-safe.
 */
final class NewEvents {

  private static final String COUNT =
      "WITH counter AS (UPDATE event_counter SET newest = newest + ? RETURNING newest - ? AS taken)"
          + ", added AS (";
  private static final String RETURN_LAST = " RETURNING seq) SELECT max(seq) FROM added";

  private static final String AGENTS =
      """
      INSERT INTO events (seq, at, event, key, hostname, machine_address, repo_path, status,
        issue_ids, capabilities, ttl_seconds, created_at, updated_at, incarnation, last_seen_at,
        version, dropped_issue_ids)
      SELECT counter.taken + v.place, %s, v.event, v.key, v.hostname, v.machine_address, v.repo_path,
        v.status, CAST(v.issue_ids AS jsonb), CAST(v.capabilities AS jsonb), v.ttl, %s, %s,
        v.incarnation, %s, v.version, CAST(v.dropped AS jsonb)
      FROM counter, unnest(CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS bigint[]),
        CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]),
        CAST(? AS text[]), CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS bigint[]),
        CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS bigint[]),
        CAST(? AS text[])) WITH ORDINALITY
        AS v (at, event, key, hostname, machine_address, repo_path, status, issue_ids,
          capabilities, ttl, created_at, updated_at, incarnation, last_seen_at, version, dropped,
          place)
      """
          .formatted(
              Sql.time("v.at"),
              Sql.time("v.created_at"),
              Sql.time("v.updated_at"),
              Sql.time("v.last_seen_at"));

  private static final String ISSUES =
      """
      INSERT INTO events (seq, at, event, issue_id)
      SELECT counter.taken + v.place, ?, v.event, v.issue_id
      FROM counter, unnest(CAST(? AS text[]), CAST(? AS text[])) WITH ORDINALITY
        AS v (event, issue_id, place)
      """;

  private final EventLimits limits;
  private final List<Happening> happenings = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();

  NewEvents(EventLimits limits) {
    this.limits = limits;
  }

  void add(Happening happening, Instant at) {
    happenings.add(happening);
    times.add(at);
  }

  /** Adds what logs them to a round trip. */
  void addTo(RoundTrip trip) {
    if (happenings.isEmpty()) {
      return;
    }
    long count = happenings.size();
    trip.read(
        COUNT + AGENTS + RETURN_LAST,
        row -> limits.logged(row.getLong(1), happenings),
        count,
        count,
        times.stream().mapToLong(Instant::toEpochMilli).toArray(),
        texts(happening -> EventRow.name(happening.kind())),
        numbers(agent -> agent.id().number()),
        ofAgents(agent -> agent.identity().hostname()),
        ofAgents(agent -> agent.identity().machineAddress()),
        ofAgents(agent -> agent.identity().repoPath()),
        ofAgents(agent -> agent.status().value()),
        ofAgents(agent -> Items.json(agent.issueIds())),
        ofAgents(agent -> Items.json(agent.capabilities())),
        numbers(agent -> agent.ttl().toSeconds()),
        numbers(agent -> agent.createdAt().toEpochMilli()),
        numbers(agent -> agent.updatedAt().toEpochMilli()),
        numbers(Agent::incarnation),
        numbers(agent -> agent.lastSeenAt().toEpochMilli()),
        numbers(Agent::version),
        texts(happening -> Items.json(happening.droppedIssueIds())));
  }

  /** Adds what logs new states of issues to a round trip. */
  static void add(RoundTrip trip, Map<String, IssueState> states, Instant at, EventLimits limits) {
    if (states.isEmpty()) {
      return;
    }
    long count = states.size();
    trip.read(
        COUNT + ISSUES + RETURN_LAST,
        row -> limits.logged(row.getLong(1), (int) count),
        count,
        count,
        at,
        states.values().stream()
            .map(state -> EventRow.name(EventKind.of(state)))
            .toArray(String[]::new),
        Items.encode(states.keySet()));
  }

  private String[] texts(Function<Happening, String> part) {
    return happenings.stream().map(part).toArray(String[]::new);
  }

  private String[] ofAgents(Function<Agent, String> part) {
    return texts(happening -> part.apply(happening.agent()));
  }

  private long[] numbers(ToLongFunction<Agent> part) {
    return happenings.stream()
        .mapToLong(happening -> part.applyAsLong(happening.agent()))
        .toArray();
  }
}
