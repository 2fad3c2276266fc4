package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks the issues from page to page, holding one at a time. There is always a first one. */
final class IssuePages implements Iterator<IssuePage> {

  private final AgentRegistry registry;
  private Optional<IssueQuery> next;
  private long count;

  IssuePages(AgentRegistry registry, IssueQuery first) {
    this.registry = registry;
    this.next = Optional.of(first);
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public IssuePage next() {
    IssueQuery query = next.orElseThrow(NoSuchElementException::new);
    IssuePage page = registry.issues(query);
    next = page.next().map(query::after);
    count += page.issues().size();
    return page;
  }

  /** How many issues there were so far. */
  long count() {
    return count;
  }
}
