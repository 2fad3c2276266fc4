package dev.agentregistry.http.json;

import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.HeartbeatField;
import dev.agentregistry.domain.IssueState;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.Sort;
import java.util.Arrays;

/** The names of JSON members and query parameters, each in this one place. */
public final class WireNames {

  /** The agent's ID. */
  public static final String ID = "id";

  /** The hostname. */
  public static final String HOSTNAME = "hostname";

  /** The machine address. */
  public static final String MACHINE_ADDRESS = "machine_address";

  /** The repository path. */
  public static final String REPO_PATH = "repo_path";

  /** What the agent says of itself. */
  public static final String STATUS = "status";

  /** What the registry says of the agent. */
  public static final String LIVENESS = "liveness";

  /** What it works on. */
  public static final String ISSUE_IDS = "issue_ids";

  /** What it can do. */
  public static final String CAPABILITIES = "capabilities";

  /** How long it may be silent. */
  public static final String TTL_SECONDS = "ttl_seconds";

  /** When it was registered. */
  public static final String CREATED_AT = "created_at";

  /** When its report changed last. */
  public static final String UPDATED_AT = "updated_at";

  /** Its last heartbeat. */
  public static final String LAST_SEEN_AT = "last_seen_at";

  /** When it becomes stale. */
  public static final String STALE_AT = "stale_at";

  /** Counts its heartbeats. */
  public static final String VERSION = "version";

  static final String ONLINE = "online";
  static final String STALE = "stale";
  static final String OFFLINE = "offline";

  /** Agents, or how many. */
  public static final String AGENTS = "agents";

  /** How many in all. */
  public static final String TOTAL = "total";

  static final String LIMIT = "limit";
  static final String OFFSET = "offset";
  static final String NEXT = "next";

  /** An issue's ID. */
  public static final String ISSUE_ID = "issue_id";

  /** Issues. */
  public static final String ISSUES = "issues";

  /** How an issue is worked on. */
  public static final String STATE = "state";

  /** How many agents name an issue. */
  public static final String AGENT_COUNT = "agent_count";

  /** What happened. */
  public static final String EVENT = "event";

  /** When it happened. */
  public static final String AT = "at";

  /** The agent that it happened to. */
  public static final String AGENT = "agent";

  /** The issue that it happened to. */
  public static final String ISSUE = "issue";

  /** The event that says that others were missed. */
  public static final String RESET = "reset";

  static final String LAST_EVENT_ID = "last_event_id";

  static final String CAPABILITY = "capability";
  static final String SEEN_BEFORE = "seen_before";
  static final String SEEN_AFTER = "seen_after";
  static final String SORT = "sort";
  static final String CURSOR = "cursor";

  static final String OLDER_THAN = "older_than";
  static final String DRY_RUN = "dry_run";
  static final String FORCE = "force";
  static final String CUTOFF = "cutoff";
  static final String MATCHED = "matched";
  static final String REMOVED = "removed";
  static final String SPARED = "spared";

  static final String NAME = "name";
  static final String SCOPE = "scope";
  static final String TOKEN = "token";
  static final String TOKENS = "tokens";
  static final String LAST_USED_AT = "last_used_at";

  static final String STORED = "stored";

  static final String HOSTS = "hosts";
  static final String LARGEST_HOSTS = "largest_hosts";

  static final String INTERVAL_SECONDS = "interval_seconds";
  static final String SAMPLES = "samples";
  static final String HEARTBEATS_PER_SECOND = "heartbeats_per_second";

  private WireNames() {}

  static String of(HeartbeatField field) {
    return switch (field) {
      case HOSTNAME -> HOSTNAME;
      case MACHINE_ADDRESS -> MACHINE_ADDRESS;
      case REPO_PATH -> REPO_PATH;
      case STATUS -> STATUS;
      case ISSUE_IDS -> ISSUE_IDS;
      case CAPABILITIES -> CAPABILITIES;
      case TTL -> TTL_SECONDS;
    };
  }

  static HeartbeatField field(String name) {
    return Arrays.stream(HeartbeatField.values())
        .filter(field -> of(field).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field of a heartbeat: " + name));
  }

  /** What the registry says of an agent. */
  public static String of(Liveness liveness) {
    return switch (liveness) {
      case ONLINE -> ONLINE;
      case STALE -> STALE;
      case OFFLINE -> OFFLINE;
    };
  }

  /** A scope. */
  public static String of(Scope scope) {
    return switch (scope) {
      case AGENT -> "agent";
      case READ -> "read";
      case ADMIN -> "admin";
    };
  }

  /** What happened. */
  public static String of(EventKind kind) {
    return switch (kind) {
      case REGISTERED -> "registered";
      case CHANGED -> "changed";
      case STALE -> STALE;
      case BACK -> "back";
      case OFFLINE -> OFFLINE;
      case REMOVED -> REMOVED;
      case CONTESTED -> "contested";
      case HELD -> "held";
      case ORPHANED -> "orphaned";
    };
  }

  /** How an issue is worked on. */
  public static String of(IssueState state) {
    return of(EventKind.of(state));
  }

  static String of(Sort sort) {
    return switch (sort) {
      case LAST_SEEN_AT -> LAST_SEEN_AT;
      case ID -> ID;
    };
  }
}
