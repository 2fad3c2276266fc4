package dev.agentregistry.persistence.sqlite;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.Place;
import dev.agentregistry.domain.PruneScope;
import dev.agentregistry.domain.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The conditions of a query in SQL, with their parameters. Not thread-safe. */
final class Filter {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private final List<Limit> limits = new ArrayList<>();
  private String join = "";
  private Optional<Object> joined = Optional.empty();
  private boolean usesRecord;
  private boolean usesTime;

  /** A condition on the last heartbeat alone. */
  private record Limit(String condition, List<Object> values) {}

  /** What a query lets through, but for liveness, which {@link LivenessFilter} adds. */
  static Filter of(AgentQuery query, Instant now) {
    Filter filter = new Filter();
    filter.statuses(query.statuses());
    filter.hostnames(query.hostnames());
    filter.anyOf("repo_path", query.repoPaths());
    filter.issues(query.issueIds());
    filter.containsAnyOf("capabilities", query.capabilities());
    query.seenBefore().ifPresent(limit -> filter.seenBefore(limit.at(now)));
    query
        .seenAfter()
        .ifPresent(limit -> filter.onTime("last_seen_at > ?", limit.at(now).toEpochMilli()));
    return filter;
  }

  /** What a prune removes of the agents that were silent for long enough. */
  static Filter of(PruneScope scope) {
    Filter filter = new Filter();
    filter.statuses(scope.statuses());
    filter.hostnames(scope.hostnames());
    return filter;
  }

  /** The same conditions, and only what comes after a place in an order. */
  Filter after(Sort sort, Place.After place) {
    Filter rest = copy();
    long key = place.id().number();
    if (sort == Sort.ID) {
      rest.condition("agents.key > ?", key);
    } else {
      long millis = place.lastSeenAt().toEpochMilli();
      // The first half alone is what the index can seek to.
      rest.onTime(
          "last_seen_at <= ? AND (last_seen_at < ? OR agents.key > ?)", millis, millis, key);
    }
    return rest;
  }

  /** All get through. */
  static Filter open() {
    return new Filter();
  }

  /** Only those on these hosts. */
  static Filter onHosts(Collection<String> hostnames) {
    Filter filter = new Filter();
    filter.hostnames(hostnames);
    return filter;
  }

  /** Adds a condition on the record and on the last heartbeat. */
  void onBoth(String condition, Object... values) {
    usesRecord = true;
    usesTime = true;
    condition(condition, values);
  }

  /** Joins a table of one parameter, which conditions may name. */
  void join(String table, Object value) {
    join = " CROSS JOIN " + table;
    joined = Optional.of(value);
  }

  /** Only what limits the time of the last heartbeat. */
  Filter onlyTime() {
    Filter only = new Filter();
    limits.forEach(limit -> only.onTime(limit.condition(), limit.values().toArray()));
    return only;
  }

  private Filter copy() {
    Filter copy = new Filter();
    copy.conditions.addAll(conditions);
    copy.parameters.addAll(parameters);
    copy.limits.addAll(limits);
    copy.join = join;
    copy.joined = joined;
    copy.usesRecord = usesRecord;
    copy.usesTime = usesTime;
    return copy;
  }

  /** Whether there is but one condition. */
  boolean isSingle() {
    return conditions.size() == 1;
  }

  /** Whether all agents get through. */
  boolean isOpen() {
    return conditions.isEmpty();
  }

  /** Whether it looks at more than the key and the last heartbeat. */
  boolean usesRecord() {
    return usesRecord;
  }

  /** Whether it looks at the last heartbeat. */
  boolean usesTime() {
    return usesTime;
  }

  /** Adds a condition on the record. */
  void onRecord(String condition, Object... values) {
    usesRecord = true;
    condition(condition, values);
  }

  /** Adds a condition on the last heartbeat. */
  void onTime(String condition, Object... values) {
    usesTime = true;
    limits.add(new Limit(condition, List.of(values)));
    condition(condition, values);
  }

  private void condition(String condition, Object... values) {
    conditions.add("(" + condition + ")");
    parameters.addAll(List.of(values));
  }

  /** What follows the agents: what is joined, and WHERE; empty where everything is let through. */
  String clauses() {
    return conditions.isEmpty() ? join : join + " WHERE " + String.join(" AND ", conditions);
  }

  /** The conditions as part of a WHERE clause that has others before; empty where it has none. */
  String and() {
    return conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
  }

  /** The parameters in the order of {@link #clauses()}. */
  List<Object> parameters() {
    List<Object> all = new ArrayList<>();
    joined.ifPresent(all::add);
    all.addAll(parameters);
    return all;
  }

  private void statuses(Collection<AgentStatus> statuses) {
    anyOf("status", statuses.stream().map(AgentStatus::value).toList());
  }

  private void issues(Collection<String> issueIds) {
    if (!issueIds.isEmpty()) {
      condition(
          "agents.key IN (SELECT r.key FROM agent_issues AS i"
              + " CROSS JOIN agent_records AS r ON r.slot = i.slot"
              + " WHERE i.issue_id IN (SELECT value FROM json_each(?)))",
          JsonStrings.format(issueIds));
    }
  }

  private void hostnames(Collection<String> hostnames) {
    anyOf("hostname_folded", hostnames.stream().map(AgentQuery::foldCase).toList());
  }

  /** Strictly before; stored times are whole milliseconds, so a part of one counts as the next. */
  private void seenBefore(Instant limit) {
    onTime("last_seen_at < ?", firstMilliAt(limit));
  }

  /** The first whole millisecond that is not before a moment. */
  static long firstMilliAt(Instant moment) {
    return moment.plusNanos(999_999).toEpochMilli();
  }

  /** One parameter, however many values: no statement has to be made for each number of them. */
  private void anyOf(String column, Collection<String> values) {
    if (!values.isEmpty()) {
      onRecord(column + " IN (SELECT value FROM json_each(?))", JsonStrings.format(values));
    }
  }

  /** A damaged list is let through, so that whoever reads the row says which one it is. */
  private void containsAnyOf(String column, Collection<String> values) {
    if (!values.isEmpty()) {
      onRecord(
          "CASE WHEN json_valid("
              + column
              + ") THEN EXISTS (SELECT 1 FROM json_each("
              + column
              + ") AS item WHERE item.value IN (SELECT value FROM json_each(?))) ELSE TRUE END",
          JsonStrings.format(values));
    }
  }
}
