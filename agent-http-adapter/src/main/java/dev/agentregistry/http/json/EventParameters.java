package dev.agentregistry.http.json;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The query parameters of a stream of events. None is ever ignored silently.
 *
 * @param query which events
 * @param lastEventId after which event the stream goes on, as the client has it
 */
public record EventParameters(EventQuery query, Optional<String> lastEventId) {

  private static final Set<String> REPEATABLE =
      Set.of(
          WireNames.EVENT,
          WireNames.STATUS,
          WireNames.HOSTNAME,
          WireNames.REPO_PATH,
          WireNames.ISSUE_ID,
          WireNames.CAPABILITY);

  private static final Set<String> SINGLE = Set.of(WireNames.LAST_EVENT_ID);

  /**
   * Reads a stream's query.
   *
   * @param values each parameter's values, decoded
   * @throws InvalidRequestException naming every parameter that is unknown, repeated where it may
   *     not be, or has a bad value
   */
  public static EventParameters read(Map<String, List<String>> values) {
    Parameters parameters = new Parameters(values, REPEATABLE, SINGLE);
    List<EventKind> kinds = parameters.anyOf(WireNames.EVENT, EventKind.values(), WireNames::of);
    AgentQuery agents =
        AgentQuery.builder()
            .statuses(
                parameters.errors().statuses(WireNames.STATUS, parameters.all(WireNames.STATUS)))
            .hostnames(parameters.all(WireNames.HOSTNAME))
            .repoPaths(parameters.all(WireNames.REPO_PATH))
            .issueIds(parameters.all(WireNames.ISSUE_ID))
            .capabilities(parameters.all(WireNames.CAPABILITY))
            .build();
    parameters.errors().throwIfAny();
    return new EventParameters(
        new EventQuery(Set.copyOf(kinds), agents), parameters.one(WireNames.LAST_EVENT_ID));
  }

  /** A stream's query as the part of a URL behind its question mark. */
  public static String write(EventQuery query) {
    UrlQuery url = new UrlQuery();
    AgentQuery agents = query.agents();
    url.addAll(WireNames.EVENT, query.kinds().stream().map(WireNames::of));
    url.addAll(WireNames.STATUS, agents.statuses().stream().map(AgentStatus::value));
    url.addAll(WireNames.HOSTNAME, agents.hostnames().stream());
    url.addAll(WireNames.REPO_PATH, agents.repoPaths().stream());
    url.addAll(WireNames.ISSUE_ID, agents.issueIds().stream());
    url.addAll(WireNames.CAPABILITY, agents.capabilities().stream());
    return url.toString();
  }
}
