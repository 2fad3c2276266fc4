package dev.agentregistry.http.json;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.Sort;

/**
 * Reads what {@link AgentJson} writes. Members that are not known are ignored: a newer registry may
 * have more of them.
 *
 * <p>Every method throws {@link MalformedJsonException} if the body is not a JSON object, and
 * {@link InvalidRequestException} naming every member that is missing or bad.
 */
public final class AgentJsonReader {

  private AgentJsonReader() {}

  /** A record with what the registry says of it. */
  public static AgentRecord record(byte[] body) {
    AgentDraft draft = new AgentDraft();
    AgentDraft.OBJECTS.read(body, draft);
    return draft.record();
  }

  /** A record without what a registry says of it. */
  public static Agent agent(byte[] body) {
    AgentDraft draft = new AgentDraft();
    AgentDraft.OBJECTS.read(body, draft);
    return draft.agent();
  }

  /**
   * A page of a list.
   *
   * @param sort the order that was asked for
   */
  public static AgentPage<AgentRecord> page(byte[] body, Sort sort) {
    PageDraft draft = new PageDraft();
    PageDraft.OBJECTS.read(body, draft);
    return draft.page(sort);
  }

  /** What a prune did. */
  public static PruneReport report(byte[] body) {
    PageDraft draft = new PageDraft();
    PageDraft.OBJECTS.read(body, draft);
    return draft.report();
  }

  /** Counts of agents. */
  public static AgentCounts counts(byte[] body) {
    CountsDraft draft = new CountsDraft();
    CountsDraft.OBJECTS.read(body, draft);
    return draft.counts();
  }
}
