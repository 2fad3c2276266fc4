package dev.agentregistry.persistence.sqlite;

/** The tables, and the marks by which a file is known as ours. */
final class Schema {

  /** {@code PRAGMA application_id}: the letters "AgRg". */
  static final int APPLICATION_ID = 0x41675267;

  /** {@code PRAGMA user_version}: the number of the newest migration here. */
  static final int VERSION = 5;

  /** Version 4: when servers listened, in milliseconds since 1970; and who may ask them. */
  private static final String[] TO_VERSION_4 = {
    """
    CREATE TABLE listening_periods (
      started_at INTEGER PRIMARY KEY,
      heard_until INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE access_tokens (
      name TEXT PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      scope TEXT NOT NULL CHECK (scope IN ('agent', 'read', 'admin')),
      created_at INTEGER NOT NULL,
      last_used_at INTEGER
    ) STRICT, WITHOUT ROWID
    """,
  };

  /**
   * Version 5: what happened, who works on what, and what was told of it.
   *
   * <ul>
   *   <li>{@code events}: the agent as it was then, or the issue. {@code seq} has no gaps, since
   *       the newest event is never deleted.
   *   <li>{@code agent_issues}: kept by triggers, so that who works on an issue is found without
   *       looking through all lists.
   *   <li>{@code stale_agents}, {@code told_issues}: of what events told, until it is over.
   * </ul>
   */
  private static final String[] TO_VERSION_5 = {
    """
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      event TEXT NOT NULL,
      key INTEGER,
      hostname TEXT,
      machine_address TEXT,
      repo_path TEXT,
      status TEXT,
      issue_ids TEXT,
      capabilities TEXT,
      ttl_seconds INTEGER,
      created_at INTEGER,
      updated_at INTEGER,
      incarnation INTEGER,
      last_seen_at INTEGER,
      version INTEGER,
      dropped_issue_ids TEXT,
      issue_id TEXT
    ) STRICT
    """,
    "CREATE TABLE stale_agents (slot INTEGER PRIMARY KEY) STRICT",
    """
    CREATE TABLE told_issues (
      issue_id TEXT PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('contested', 'orphaned'))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE agent_issues (
      issue_id TEXT NOT NULL,
      slot INTEGER NOT NULL,
      PRIMARY KEY (issue_id, slot)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT OR IGNORE INTO agent_issues (issue_id, slot)
    SELECT item.value, r.slot FROM agent_records AS r
    CROSS JOIN json_each(CASE WHEN json_valid(r.issue_ids) THEN r.issue_ids ELSE '[]' END) AS item
    WHERE r.issue_ids <> '[]' AND item.type = 'text' ORDER BY 1, 2
    """,
    """
    CREATE TRIGGER issues_added AFTER INSERT ON agent_records
    WHEN new.issue_ids <> '[]' AND json_valid(new.issue_ids) BEGIN
      INSERT OR IGNORE INTO agent_issues (issue_id, slot)
        SELECT value, new.slot FROM json_each(new.issue_ids) WHERE type = 'text';
    END
    """,
    """
    CREATE TRIGGER issues_changed AFTER UPDATE OF issue_ids ON agent_records
    WHEN old.issue_ids <> new.issue_ids BEGIN
      DELETE FROM agent_issues WHERE slot = old.slot AND issue_id IN (
        SELECT value FROM json_each(CASE WHEN json_valid(old.issue_ids) THEN old.issue_ids
          ELSE '[]' END));
      INSERT OR IGNORE INTO agent_issues (issue_id, slot)
        SELECT value, new.slot FROM json_each(CASE WHEN json_valid(new.issue_ids)
          THEN new.issue_ids ELSE '[]' END) WHERE type = 'text';
    END
    """,
    """
    CREATE TRIGGER issues_removed AFTER DELETE ON agent_records
    WHEN old.issue_ids <> '[]' AND json_valid(old.issue_ids) BEGIN
      DELETE FROM agent_issues WHERE slot = old.slot AND issue_id IN (
        SELECT value FROM json_each(old.issue_ids));
    END
    """,
    """
    CREATE TRIGGER stale_removed AFTER DELETE ON agent_records BEGIN
      DELETE FROM stale_agents WHERE slot = old.slot;
    END
    """,
  };

  private Schema() {}

  /** The statements that bring a file from {@code version} to the next. */
  static String[] migrationFrom(int version) {
    return switch (version) {
      case 0 -> OlderSchema.TO_VERSION_1.clone();
      case 1 -> OlderSchema.TO_VERSION_2.clone();
      case 2 -> OlderSchema.TO_VERSION_3.clone();
      case 3 -> TO_VERSION_4.clone();
      case 4 -> TO_VERSION_5.clone();
      default -> throw new IllegalArgumentException("no migration from version " + version);
    };
  }
}
