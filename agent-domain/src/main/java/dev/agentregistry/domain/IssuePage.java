package dev.agentregistry.domain;

import java.util.List;
import java.util.Optional;

/**
 * One page of issues.
 *
 * @param issues the issues on this page, in their order
 * @param total how many issues match, on all pages together
 * @param next after which issue the next page starts; empty on the last
 */
public record IssuePage(List<Issue> issues, long total, Optional<String> next) {

  /** Takes a copy of the list. */
  public IssuePage {
    issues = List.copyOf(issues);
  }

  /**
   * Makes a page of what a store found.
   *
   * @param found the issues from the page's place on: one more than {@code limit} where there are
   *     more
   * @param limit how many issues the page may have
   * @param total how many issues match, on all pages together
   */
  public static IssuePage of(List<Issue> found, int limit, long total) {
    if (found.size() <= limit) {
      return new IssuePage(found, total, Optional.empty());
    }
    List<Issue> page = found.subList(0, limit);
    return new IssuePage(page, total, Optional.of(page.get(limit - 1).issueId()));
  }
}
