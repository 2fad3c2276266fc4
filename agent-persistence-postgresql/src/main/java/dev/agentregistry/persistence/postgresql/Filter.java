package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Sort;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Conditions on the record {@code r} and the last heartbeat {@code b} of agents. Not thread-safe.
 */
final class Filter {

  private static final String BOTH = "last_beats AS b JOIN agent_records AS r ON r.key = b.key";
  private static final String RECORDS = "agent_records AS r";
  private static final String BEATS = "last_beats AS b";

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private String join = "";
  private List<Object> joined = List.of();
  private boolean usesRecord;
  private boolean usesTime;

  /** What a query lets through, but for liveness, which {@link LivenessFilter} adds. */
  static Filter of(AgentQuery query, Instant now) {
    Filter filter = new Filter();
    filter.anyOf("r.status", query.statuses().stream().map(AgentStatus::value).toList());
    filter.anyOf("r.hostname_folded", folded(query.hostnames()));
    filter.anyOf("r.repo_path", query.repoPaths());
    filter.containsAnyOf("r.issue_ids", query.issueIds());
    filter.containsAnyOf("r.capabilities", query.capabilities());
    query
        .seenBefore()
        .ifPresent(limit -> filter.onTime("b.last_seen_at < ?", firstMilliAt(limit.at(now))));
    query
        .seenAfter()
        .ifPresent(limit -> filter.onTime("b.last_seen_at > ?", wholeMillis(limit.at(now))));
    return filter;
  }

  /** What a prune removes. */
  static Filter of(PruneScope scope) {
    Filter filter = new Filter();
    filter.onTime("b.last_seen_at < ?", firstMilliAt(scope.cutoff()));
    filter.anyOf("r.status", scope.statuses().stream().map(AgentStatus::value).toList());
    filter.anyOf("r.hostname_folded", folded(scope.hostnames()));
    return filter;
  }

  static List<String> folded(Collection<String> hostnames) {
    return hostnames.stream().map(AgentQuery::foldCase).toList();
  }

  /** Strictly before a limit; stored times are whole milliseconds: a part of one is the next. */
  static Instant firstMilliAt(Instant moment) {
    return wholeMillis(moment.plusNanos(999_999));
  }

  private static Instant wholeMillis(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The same conditions, and only what comes after a place in an order. */
  Filter after(Sort sort, Place.After place) {
    Filter rest = new Filter();
    rest.conditions.addAll(conditions);
    rest.parameters.addAll(parameters);
    rest.join = join;
    rest.joined = joined;
    rest.usesRecord = usesRecord;
    rest.usesTime = usesTime;
    long key = place.id().number();
    if (sort == Sort.ID) {
      rest.onTime("b.key > ?", key);
    } else {
      // The first half alone is what the index can seek to.
      rest.onTime(
          "b.last_seen_at <= ? AND (b.last_seen_at < ? OR b.key > ?)",
          place.lastSeenAt(),
          place.lastSeenAt(),
          key);
    }
    return rest;
  }

  /** Adds a condition on the record. */
  void onRecord(String condition, Object... values) {
    usesRecord = true;
    add(condition, values);
  }

  /** Adds a condition on the last heartbeat. */
  void onTime(String condition, Object... values) {
    usesTime = true;
    add(condition, values);
  }

  /** Joins something to the last heartbeat, which conditions may name. */
  void join(String sql, Object... values) {
    usesTime = true;
    join = " JOIN " + sql;
    joined = List.of(values);
  }

  private void add(String condition, Object... values) {
    conditions.add("(" + condition + ")");
    parameters.addAll(List.of(values));
  }

  private void anyOf(String column, Collection<String> values) {
    if (!values.isEmpty()) {
      onRecord(column + " = ANY (CAST(? AS text[]))", (Object) Sql.texts(values));
    }
  }

  /** By the operator "is any of these texts an element"; the driver wants its question doubled. */
  private void containsAnyOf(String column, Collection<String> values) {
    if (!values.isEmpty()) {
      onRecord(column + " ??| CAST(? AS text[])", (Object) Items.encode(values));
    }
  }

  /** From the last heartbeats, and records where a condition needs them. */
  String fromBeats() {
    return " FROM " + (usesRecord ? BOTH : BEATS) + join + where();
  }

  /** From as little as the conditions need. */
  String from() {
    return usesTime ? fromBeats() : " FROM " + RECORDS + where();
  }

  /** Whether all agents get through. */
  boolean isOpen() {
    return conditions.isEmpty();
  }

  /** Whether there is but one condition. */
  boolean isSingle() {
    return conditions.size() == 1;
  }

  private String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** The parameters in their order. */
  List<Object> parameters() {
    List<Object> all = new ArrayList<>(joined);
    all.addAll(parameters);
    return all;
  }

  /** The parameters and more. */
  List<Object> parametersAnd(Object... more) {
    List<Object> all = parameters();
    all.addAll(List.of(more));
    return all;
  }
}
