package dev.agentregistry.persistence.sqlite;

/** The tables, and the marks by which a file is known as ours. */
final class Schema {

  /** {@code PRAGMA application_id}: the letters "AgRg". */
  static final int APPLICATION_ID = 0x41675267;

  /** {@code PRAGMA user_version}: the number of the newest migration here. */
  static final int VERSION = 1;

  /**
   * Version 1. The row's key is the number in the agent's ID, so that looking an agent up needs no
   * second index and the rows lie in the order of IDs. {@code hostname_folded} is what filters
   * compare; {@code incarnation} tells a record from a removed one of the same ID.
   *
   * <p>Only {@code last_seen_at} changes with each heartbeat, so only one index holds it. Its order
   * is that of the list: the most recent first, ties by key.
   */
  private static final String[] TO_VERSION_1 = {
    """
    CREATE TABLE agents (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL GENERATED ALWAYS AS (printf('agt_%08x', key)) VIRTUAL,
      hostname TEXT NOT NULL,
      machine_address TEXT NOT NULL,
      repo_path TEXT NOT NULL,
      status TEXT NOT NULL,
      issue_ids TEXT NOT NULL,
      capabilities TEXT NOT NULL,
      ttl_seconds INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      version INTEGER NOT NULL,
      hostname_folded TEXT NOT NULL,
      incarnation INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX agents_by_last_seen ON agents (last_seen_at DESC)",
  };

  private Schema() {}

  /** The statements that bring a file from {@code version} to the next. */
  static String[] migrationFrom(int version) {
    return switch (version) {
      case 0 -> TO_VERSION_1.clone();
      default -> throw new IllegalArgumentException("no migration from version " + version);
    };
  }
}
