package dev.agentregistry.cli;

import dev.agentregistry.domain.Sort;
import picocli.CommandLine.Option;

/** In which order a list is. */
final class SortOption {

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description = "last_seen_at (the default: most recent first) or id.",
      order = 70)
  private Sort sort = Sort.LAST_SEEN_AT;

  Sort order() {
    return sort;
  }
}
