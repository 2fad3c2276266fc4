package dev.agentregistry.persistence.postgresql;

import dev.agentregistry.domain.Agent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues, each with an agent. Not thread-safe. */
final class IssuePairs {

  private final List<String> issueIds = new ArrayList<>();
  private final List<Long> keys = new ArrayList<>();

  /** Adds the issues that one state of an agent names and the other does not. */
  void addMissing(@Nullable Agent one, @Nullable Agent other) {
    if (one == null || one.issueIds().isEmpty()) {
      return;
    }
    Set<String> missing = new HashSet<>(one.issueIds());
    if (other != null) {
      other.issueIds().forEach(missing::remove);
    }
    for (String issueId : missing) {
      issueIds.add(issueId);
      keys.add(one.id().number());
    }
  }

  /** Adds a statement about them, if there are any. */
  void addTo(RoundTrip trip, String sql) {
    if (!issueIds.isEmpty()) {
      trip.add(sql, Items.encode(issueIds), Sql.numbers(keys));
    }
  }
}
