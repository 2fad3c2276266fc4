package dev.agentregistry.persistence.postgresql;

/** The tables, by numbered migrations. */
final class Schema {

  /** The number of the newest migration here. */
  static final int VERSION = 1;

  /**
   * Version 1.
   *
   * <ul>
   *   <li>{@code agent_records} is what changes seldom, with all that is searched by; {@code
   *       last_beats} what changes with each heartbeat: a short row, and the one index that holds
   *       the time. TTL and goodbye are there once more, so that liveness is judged by that row
   *       alone. {@code stamp} is another with each change of the record; {@code told_stale}
   *       whether events told that the agent is stale.
   *   <li>{@code agent_counts}: how many agents there are, as the sum of what was added and taken
   *       away. Nobody waits for anybody to count; now and then rows are added up into one.
   *   <li>{@code agents} is for people.
   *   <li>{@code agent_issues}: who names which issue, so that nobody has to look through all
   *       lists.
   *   <li>{@code event_counter}: the one row that all who log events have to lock, so that events
   *       have numbers without a gap, in the order in which they are committed.
   *   <li>{@code told_issues}: what events told of issues, until it is over.
   * </ul>
   *
   * <p>Texts that are sorted are in the order of their bytes, whatever the database's own order is.
   */
  private static final String[] TO_VERSION_1 = {
    """
    CREATE TABLE agent_records (
      key bigint PRIMARY KEY CHECK (key BETWEEN 0 AND 4294967295),
      hostname text NOT NULL,
      machine_address text NOT NULL,
      repo_path text NOT NULL,
      status text COLLATE "C" NOT NULL,
      issue_ids jsonb NOT NULL CHECK (jsonb_typeof(issue_ids) = 'array'),
      capabilities jsonb NOT NULL CHECK (jsonb_typeof(capabilities) = 'array'),
      ttl_seconds integer NOT NULL CHECK (ttl_seconds BETWEEN 1 AND 604800),
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      incarnation bigint NOT NULL,
      hostname_folded text COLLATE "C" NOT NULL
    )
    """,
    "CREATE INDEX agents_by_hostname ON agent_records (hostname_folded)",
    "CREATE INDEX agents_by_status ON agent_records (status)",
    // A path may be longer than an entry of a B-tree.
    "CREATE INDEX agents_by_repo_path ON agent_records USING hash (repo_path)",
    "CREATE INDEX agents_by_issue ON agent_records USING gin (issue_ids)",
    "CREATE INDEX agents_by_capability ON agent_records USING gin (capabilities)",
    """
    CREATE TABLE last_beats (
      key bigint PRIMARY KEY REFERENCES agent_records ON DELETE CASCADE,
      last_seen_at timestamptz NOT NULL,
      version bigint NOT NULL CHECK (version >= 1),
      stamp bigint NOT NULL,
      ttl_seconds integer NOT NULL,
      is_offline boolean NOT NULL,
      told_stale boolean NOT NULL DEFAULT FALSE
    )
    """,
    "CREATE INDEX beats_by_time ON last_beats (last_seen_at DESC, key)",
    "CREATE INDEX beats_told_stale ON last_beats (key) WHERE told_stale",
    """
    CREATE VIEW agents AS
    SELECT 'agt_' || lpad(to_hex(r.key), 8, '0') AS id, r.hostname, r.machine_address,
      r.repo_path, r.status, r.issue_ids, r.capabilities, r.ttl_seconds, r.created_at,
      r.updated_at, b.last_seen_at, b.version
    FROM agent_records AS r JOIN last_beats AS b ON b.key = r.key
    """,
    """
    CREATE TABLE agent_counts (
      status text COLLATE "C" NOT NULL,
      ttl_seconds integer NOT NULL,
      agents bigint NOT NULL
    )
    """,
    """
    CREATE TABLE agent_issues (
      issue_id text COLLATE "C" NOT NULL,
      key bigint NOT NULL,
      PRIMARY KEY (issue_id, key)
    )
    """,
    """
    CREATE TABLE told_issues (
      issue_id text COLLATE "C" PRIMARY KEY,
      state text NOT NULL CHECK (state IN ('contested', 'orphaned'))
    )
    """,
    """
    CREATE TABLE events (
      seq bigint PRIMARY KEY,
      at timestamptz NOT NULL,
      event text NOT NULL,
      key bigint,
      hostname text,
      machine_address text,
      repo_path text,
      status text,
      issue_ids jsonb,
      capabilities jsonb,
      ttl_seconds integer,
      created_at timestamptz,
      updated_at timestamptz,
      incarnation bigint,
      last_seen_at timestamptz,
      version bigint,
      dropped_issue_ids jsonb,
      issue_id text
    )
    """,
    "CREATE TABLE event_counter (newest bigint NOT NULL)",
    "INSERT INTO event_counter (newest) VALUES (0)",
    """
    CREATE TABLE listening_periods (
      started_at timestamptz PRIMARY KEY,
      heard_until timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE access_tokens (
      name text COLLATE "C" PRIMARY KEY,
      hash text NOT NULL UNIQUE CHECK (length(hash) = 64),
      scope text NOT NULL CHECK (scope IN ('agent', 'read', 'admin')),
      created_at timestamptz NOT NULL,
      last_used_at timestamptz
    )
    """,
  };

  private Schema() {}

  /** The statements that bring a database from {@code version} to the next. */
  static String[] migrationFrom(int version) {
    if (version == 0) {
      return TO_VERSION_1.clone();
    }
    throw new IllegalArgumentException("no migration from version " + version);
  }
}
