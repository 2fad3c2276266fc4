package dev.agentregistry.http.json;

import dev.agentregistry.domain.HeartbeatField;
import dev.agentregistry.domain.Liveness;
import dev.agentregistry.domain.Sort;
import java.util.Arrays;
import java.util.Locale;

/** The names of JSON members and query parameters, each in this one place. */
final class WireNames {

  static final String ID = "id";
  static final String HOSTNAME = "hostname";
  static final String MACHINE_ADDRESS = "machine_address";
  static final String REPO_PATH = "repo_path";
  static final String STATUS = "status";
  static final String LIVENESS = "liveness";
  static final String ISSUE_IDS = "issue_ids";
  static final String CAPABILITIES = "capabilities";
  static final String TTL_SECONDS = "ttl_seconds";
  static final String CREATED_AT = "created_at";
  static final String UPDATED_AT = "updated_at";
  static final String LAST_SEEN_AT = "last_seen_at";
  static final String STALE_AT = "stale_at";
  static final String VERSION = "version";

  static final String AGENTS = "agents";
  static final String TOTAL = "total";
  static final String LIMIT = "limit";
  static final String OFFSET = "offset";
  static final String NEXT = "next";

  static final String ISSUE_ID = "issue_id";
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

  static String of(Liveness liveness) {
    return liveness.name().toLowerCase(Locale.ROOT);
  }

  static String of(Sort sort) {
    return switch (sort) {
      case LAST_SEEN_AT -> LAST_SEEN_AT;
      case ID -> ID;
    };
  }
}
