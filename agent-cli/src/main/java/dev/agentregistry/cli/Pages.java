package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks a list from page to page, holding one at a time. There is always a first one. */
final class Pages implements Iterator<AgentPage<AgentRecord>> {

  private final AgentRegistry registry;
  private Optional<AgentQuery> next;
  private long count;

  Pages(AgentRegistry registry, AgentQuery first) {
    this.registry = registry;
    this.next = Optional.of(first);
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public AgentPage<AgentRecord> next() {
    AgentQuery query = next.orElseThrow(NoSuchElementException::new);
    AgentPage<AgentRecord> page = registry.list(query);
    next = page.next().map(query::from);
    count += page.agents().size();
    return page;
  }

  /** How many agents there were so far. */
  long count() {
    return count;
  }
}
