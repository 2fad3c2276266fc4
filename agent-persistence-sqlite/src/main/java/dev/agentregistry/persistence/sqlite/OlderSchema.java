package dev.agentregistry.persistence.sqlite;

/** The migrations up to version 3, which no longer change. */
final class OlderSchema {

  /**
   * Version 1: one table. The row's key is the number in the agent's ID, so that looking an agent
   * up needs no second index and the rows lie in the order of IDs. {@code hostname_folded} is what
   * filters compare; {@code incarnation} tells a record from a removed one of the same ID.
   */
  static final String[] TO_VERSION_1 = {
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

  /**
   * Version 2: what each heartbeat changes lies apart from what it seldom changes.
   *
   * <ul>
   *   <li>{@code agent_records}: all but the last heartbeat. Its indexes cost a heartbeat nothing.
   *   <li>{@code last_beats}: time and version of the last heartbeat, in narrow rows: many to a
   *       page, so that one written page serves many heartbeats. The only index here that a
   *       heartbeat changes has the order of the list: the most recent first, ties by key.
   *   <li>{@code journal}: heartbeats that {@code last_beats} does not have yet. An entry counts
   *       while its {@code seq} is greater than that of the agent's row in {@code last_beats}; of
   *       several the last. {@code seq} always grows, since the newest entry is never deleted.
   *   <li>{@code agent_counts}: kept by triggers, since counting a million rows takes long.
   *   <li>{@code agents}: all of it together, for people with a shell, and for their DELETE.
   * </ul>
   */
  static final String[] TO_VERSION_2 = {
    """
    CREATE TABLE agent_records (
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
      hostname_folded TEXT NOT NULL,
      incarnation INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE last_beats (
      key INTEGER PRIMARY KEY,
      last_seen_at INTEGER NOT NULL,
      version INTEGER NOT NULL,
      seq INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      key INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT
    """,
    // Of no agent: so that there always is a newest entry.
    "INSERT INTO journal (seq, key, last_seen_at, version) VALUES (1, -1, 0, 0)",
    """
    CREATE TABLE agent_counts (
      status TEXT NOT NULL,
      ttl_seconds INTEGER NOT NULL,
      agents INTEGER NOT NULL,
      PRIMARY KEY (status, ttl_seconds)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO agent_records (key, hostname, machine_address, repo_path, status, issue_ids,
      capabilities, ttl_seconds, created_at, updated_at, hostname_folded, incarnation)
    SELECT key, hostname, machine_address, repo_path, status, issue_ids,
      capabilities, ttl_seconds, created_at, updated_at, hostname_folded, incarnation
    FROM agents
    """,
    """
    INSERT INTO last_beats (key, last_seen_at, version, seq)
    SELECT key, last_seen_at, version, 0 FROM agents
    """,
    """
    INSERT INTO agent_counts (status, ttl_seconds, agents)
    SELECT status, ttl_seconds, count(*) FROM agent_records GROUP BY status, ttl_seconds
    """,
    "DROP TABLE agents",
    "CREATE INDEX last_beats_by_time ON last_beats (last_seen_at DESC)",
    "CREATE INDEX agents_by_status ON agent_records (status)",
    "CREATE INDEX agents_by_hostname ON agent_records (hostname_folded)",
    """
    CREATE TRIGGER agent_added AFTER INSERT ON agent_records BEGIN
      INSERT INTO agent_counts VALUES (new.status, new.ttl_seconds, 1)
        ON CONFLICT DO UPDATE SET agents = agents + 1;
    END
    """,
    """
    CREATE TRIGGER agent_removed AFTER DELETE ON agent_records BEGIN
      DELETE FROM last_beats WHERE key = old.key;
      UPDATE agent_counts SET agents = agents - 1
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds;
      DELETE FROM agent_counts
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds AND agents = 0;
    END
    """,
    """
    CREATE TRIGGER agent_changed AFTER UPDATE OF status, ttl_seconds ON agent_records
    WHEN old.status <> new.status OR old.ttl_seconds <> new.ttl_seconds BEGIN
      UPDATE agent_counts SET agents = agents - 1
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds;
      DELETE FROM agent_counts
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds AND agents = 0;
      INSERT INTO agent_counts VALUES (new.status, new.ttl_seconds, 1)
        ON CONFLICT DO UPDATE SET agents = agents + 1;
    END
    """,
    """
    CREATE VIEW agents AS
    SELECT r.key, r.id, r.hostname, r.machine_address, r.repo_path, r.status, r.issue_ids,
      r.capabilities, r.ttl_seconds, r.created_at, r.updated_at,
      coalesce(j.last_seen_at, b.last_seen_at) AS last_seen_at,
      coalesce(j.version, b.version) AS version,
      r.hostname_folded, r.incarnation
    FROM agent_records AS r
    JOIN last_beats AS b ON b.key = r.key
    LEFT JOIN (SELECT key, max(seq) AS seq, last_seen_at, version FROM journal GROUP BY key) AS j
      ON j.key = r.key AND j.seq > b.seq
    """,
    """
    CREATE TRIGGER agents_delete INSTEAD OF DELETE ON agents BEGIN
      DELETE FROM agent_records WHERE key = old.key;
    END
    """,
  };

  /**
   * Version 3: rows lie in the order in which their agents were registered, by {@code slot}, and no
   * longer in that of their IDs. Agents that came together beat together, lie on the same hosts,
   * and go together: so what changes together shares pages. The journal is gone; what it has is
   * kept.
   *
   * <p>{@code OR FAIL} in the trigger: with the usual {@code ABORT}, SQLite copies each page that a
   * statement changes, to take that statement back; a third of the time of a prune went there. A
   * transaction of ours in which a statement fails is taken back as a whole.
   */
  static final String[] TO_VERSION_3 = {
    "CREATE TEMP TABLE old_agents AS SELECT * FROM main.agents",
    "DROP VIEW agents",
    "DROP TABLE agent_records",
    "DROP TABLE last_beats",
    "DROP TABLE journal",
    """
    CREATE TABLE agent_records (
      slot INTEGER PRIMARY KEY,
      key INTEGER NOT NULL,
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
      hostname_folded TEXT NOT NULL,
      incarnation INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE last_beats (
      slot INTEGER PRIMARY KEY,
      key INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      version INTEGER NOT NULL
    ) STRICT
    """,
    """
    INSERT INTO agent_records (key, hostname, machine_address, repo_path, status, issue_ids,
      capabilities, ttl_seconds, created_at, updated_at, hostname_folded, incarnation)
    SELECT key, hostname, machine_address, repo_path, status, issue_ids,
      capabilities, ttl_seconds, created_at, updated_at, hostname_folded, incarnation
    FROM temp.old_agents ORDER BY created_at, key
    """,
    "CREATE UNIQUE INDEX agents_by_key ON agent_records (key)",
    """
    INSERT INTO last_beats (slot, key, last_seen_at, version)
    SELECT r.slot, o.key, o.last_seen_at, o.version
    FROM temp.old_agents AS o JOIN agent_records AS r ON r.key = o.key ORDER BY r.slot
    """,
    "DROP TABLE temp.old_agents",
    "CREATE INDEX last_beats_by_time ON last_beats (last_seen_at DESC, key)",
    "CREATE INDEX agents_by_status ON agent_records (status)",
    "CREATE INDEX agents_by_hostname ON agent_records (hostname_folded)",
    """
    CREATE TRIGGER agent_added AFTER INSERT ON agent_records BEGIN
      INSERT INTO agent_counts VALUES (new.status, new.ttl_seconds, 1)
        ON CONFLICT DO UPDATE SET agents = agents + 1;
    END
    """,
    """
    CREATE TRIGGER agent_removed AFTER DELETE ON agent_records BEGIN
      DELETE FROM last_beats WHERE slot = old.slot;
      UPDATE OR FAIL agent_counts SET agents = agents - 1
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds;
      DELETE FROM agent_counts
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds AND agents = 0;
    END
    """,
    """
    CREATE TRIGGER agent_changed AFTER UPDATE OF status, ttl_seconds ON agent_records
    WHEN old.status <> new.status OR old.ttl_seconds <> new.ttl_seconds BEGIN
      UPDATE agent_counts SET agents = agents - 1
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds;
      DELETE FROM agent_counts
        WHERE status = old.status AND ttl_seconds = old.ttl_seconds AND agents = 0;
      INSERT INTO agent_counts VALUES (new.status, new.ttl_seconds, 1)
        ON CONFLICT DO UPDATE SET agents = agents + 1;
    END
    """,
    """
    CREATE VIEW agents AS
    SELECT r.key, r.id, r.hostname, r.machine_address, r.repo_path, r.status, r.issue_ids,
      r.capabilities, r.ttl_seconds, r.created_at, r.updated_at, b.last_seen_at, b.version,
      r.hostname_folded, r.incarnation
    FROM agent_records AS r JOIN last_beats AS b ON b.slot = r.slot
    """,
    """
    CREATE TRIGGER agents_delete INSTEAD OF DELETE ON agents BEGIN
      DELETE FROM agent_records WHERE key = old.key;
    END
    """,
  };

  private OlderSchema() {}
}
