package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.PruneReport;
import java.io.IOException;
import java.util.Iterator;

/** Writes answers to standard output in one format. */
interface Presentation {

  /** One agent, whole. */
  void agent(AgentRecord agent) throws IOException;

  /** One page of a list. */
  void page(AgentQuery query, AgentPage<AgentRecord> page) throws IOException;

  /** A list of many pages, each written before the next is asked for. */
  void pages(Iterator<AgentPage<AgentRecord>> pages) throws IOException;

  /** What a prune did, or would do. */
  void report(PruneReport report) throws IOException;
}
