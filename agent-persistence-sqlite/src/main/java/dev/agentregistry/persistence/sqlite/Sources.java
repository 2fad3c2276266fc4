package dev.agentregistry.persistence.sqlite;

/**
 * What readers select from: each of these looks like a table {@code agents} with the columns that
 * {@link Filter} names.
 */
final class Sources {

  /** All agents, without their last heartbeats. */
  static final String RECORDS = "agent_records AS agents";

  /** The last heartbeats alone, in the order of time. */
  static final String BEATS = "last_beats AS agents";

  /** To be put after the name of the table that the key is taken from. */
  private static final String KEY_AND_RECORD =
      ".key AS key, r.hostname, r.machine_address, r.repo_path, r.status, r.issue_ids,"
          + " r.capabilities, r.ttl_seconds, r.created_at, r.updated_at, r.incarnation,"
          + " r.hostname_folded";

  /** All of it, in the order of time. */
  static final String BY_TIME =
      "(SELECT b"
          + KEY_AND_RECORD
          + ", b.last_seen_at, b.version FROM last_beats AS b"
          + " CROSS JOIN agent_records AS r ON r.slot = b.slot) AS agents";

  private Sources() {}

  /** All of it, the record found first, by its key or by another index. */
  static String byRecord(String indexedBy) {
    // Both have the key; taken from the other one, an index on the record may be all that is read.
    return "(SELECT "
        + (indexedBy.equals(Access.BY_KEY) ? "r" : "b")
        + KEY_AND_RECORD
        + ", b.last_seen_at, b.version FROM agent_records AS r "
        + indexedBy
        + " CROSS JOIN last_beats AS b ON b.slot = r.slot) AS agents";
  }

  /** In the order of time: as little as a filter needs. */
  static String byTime(Filter filter) {
    return filter.usesRecord() ? BY_TIME : BEATS;
  }
}
