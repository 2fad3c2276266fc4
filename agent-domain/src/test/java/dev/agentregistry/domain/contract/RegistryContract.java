package dev.agentregistry.domain.contract;

import static dev.agentregistry.domain.contract.Samples.heartbeat;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a contract that all its subjects share: the registry that is tested, empty at first,
 * and its clock.
 */
interface RegistryContract {

  AgentRegistry registry();

  TestClock clock();

  default AgentRecord beat(String name) {
    return registry().heartbeat(heartbeat(name));
  }

  default void beatAll(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      beat(prefix + i);
    }
  }

  default long total() {
    return registry().list(AgentQuery.all()).total();
  }

  /** The names of the agents on the page that a query asks for, in the page's order. */
  default List<String> found(AgentQueryBuilder query) {
    return names(registry().list(query.build()));
  }

  /** Follows the pages to the end. */
  default List<AgentPage<AgentRecord>> walk(AgentQuery first) {
    List<AgentPage<AgentRecord>> pages = new ArrayList<>();
    AgentPage<AgentRecord> page = registry().list(first);
    pages.add(page);
    while (page.next().isPresent()) {
      page = registry().list(first.from(page.next().get()));
      pages.add(page);
    }
    return pages;
  }

  static List<String> names(AgentPage<AgentRecord> page) {
    return page.agents().stream().map(record -> Samples.name(record.agent())).toList();
  }

  /** What lists and reports promise of a record: all but the incarnation. */
  static AgentRecord listed(AgentRecord record) {
    return new AgentRecord(record.agent().withIncarnation(0), record.liveness(), record.staleAt());
  }

  static List<AgentRecord> listed(List<AgentRecord> records) {
    return records.stream().map(RegistryContract::listed).toList();
  }
}
