package dev.agentregistry.persistence.sqlite;

/**
 * What readers select from: each of these looks like a table {@code agents} with the columns that
 * {@link Filter} names. An agent's last heartbeat may lie in the {@link Overlay} or in {@code
 * last_beats}; which of the two counts is decided here alone.
 */
final class Sources {

  /** All agents, without their last heartbeats. */
  static final String RECORDS = "agent_records AS agents";

  /** After the table whose key it is: the order of an index ends with the key of its own table. */
  private static final String KEY_AND_RECORD =
      ".key AS key, r.hostname, r.machine_address, r.repo_path, r.status, r.issue_ids,"
          + " r.capabilities, r.ttl_seconds, r.created_at, r.updated_at, r.incarnation,"
          + " r.hostname_folded";

  private Sources() {}

  /** The agents whose record is found first, by its key or by an index. */
  static String byRecord(String indexedBy) {
    return "(SELECT r"
        + KEY_AND_RECORD
        + ", coalesce(o.last_seen_at, b.last_seen_at) AS last_seen_at,"
        + " coalesce(o.version, b.version) AS version FROM agent_records AS r "
        + indexedBy
        + " CROSS JOIN last_beats AS b ON b.key = r.key"
        + " LEFT JOIN temp.overlay AS o ON o.key = r.key AND o.seq > b.seq) AS agents";
  }

  /** Those whose last heartbeat is in the overlay, in the order of time. */
  static String fresh(boolean withRecord) {
    return withRecord
        ? "(SELECT o"
            + KEY_AND_RECORD
            + ", o.last_seen_at, o.version FROM temp.overlay AS o"
            + " CROSS JOIN last_beats AS b ON b.key = o.key AND b.seq < o.seq"
            + " CROSS JOIN agent_records AS r ON r.key = o.key) AS agents"
        : "(SELECT o.key AS key, o.last_seen_at FROM temp.overlay AS o"
            + " CROSS JOIN last_beats AS b ON b.key = o.key AND b.seq < o.seq) AS agents";
  }

  /** All others, in the order of time. */
  static String settled(boolean withRecord) {
    String none =
        " WHERE NOT EXISTS (SELECT 1 FROM temp.overlay AS o WHERE o.key = b.key AND o.seq > b.seq)";
    return withRecord
        ? "(SELECT b"
            + KEY_AND_RECORD
            + ", b.last_seen_at, b.version FROM last_beats AS b"
            + " CROSS JOIN agent_records AS r ON r.key = b.key"
            + none
            + ") AS agents"
        : "(SELECT b.key AS key, b.last_seen_at FROM last_beats AS b" + none + ") AS agents";
  }
}
