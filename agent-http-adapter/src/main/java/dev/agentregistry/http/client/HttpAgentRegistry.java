package dev.agentregistry.http.client;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentCounts;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.Revision;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.json.AgentJsonReader;
import dev.agentregistry.http.json.ETags;
import dev.agentregistry.http.json.EventJson;
import dev.agentregistry.http.json.EventParameters;
import dev.agentregistry.http.json.HeartbeatJson;
import dev.agentregistry.http.json.IssueJson;
import dev.agentregistry.http.json.IssueParameters;
import dev.agentregistry.http.json.JsonBytes;
import dev.agentregistry.http.json.PruneJson;
import dev.agentregistry.http.json.QueryParameters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A registry on a running server. Thread-safe.
 *
 * <p>What a server refuses is told by the same exceptions as in its own process. What is safe to
 * repeat is repeated a few times, with pauses, where the server is out of reach or busy.
 */
public final class HttpAgentRegistry implements AgentRegistry, AutoCloseable {

  private static final String AGENTS = "/api/agents";
  private static final String ISSUES = "/api/issues";

  /** A server that says nothing for so long is gone. */
  private static final Duration SILENCE =
      EventJson.KEEP_ALIVE.multipliedBy(2).plus(Duration.ofSeconds(5));

  private final Exchange exchange;

  private HttpAgentRegistry(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Prepares to ask a server; none is asked yet.
   *
   * @throws IOException if the certificates cannot be read, saying why in one line
   */
  public static HttpAgentRegistry open(ClientOptions options) throws IOException {
    return new HttpAgentRegistry(Exchange.over(options));
  }

  /** The access tokens of the same server. */
  public TokenRegistry tokens() {
    return new HttpTokenRegistry(exchange);
  }

  /**
   * Listens to what happens on the server; when this returns, it tells whatever happens from then
   * on. Where the connection ends, it listens again from where it was.
   *
   * @param query which events
   * @param after the event after which to begin; from now on where empty
   * @throws dev.agentregistry.domain.AccessDeniedException if the server does not let the caller
   *     listen
   * @throws dev.agentregistry.domain.RegistryUnavailableException if the server is out of reach, or
   *     tells of no events
   */
  public EventStream events(EventQuery query, OptionalLong after) {
    return events(query, after, SILENCE);
  }

  EventStream events(EventQuery query, OptionalLong after, Duration silence) {
    return exchange.listen(AGENTS + "/events?" + EventParameters.write(query), after, silence);
  }

  /** Asks for the server's time, to the second; empty where the answer does not tell it. */
  public Optional<Instant> serverTime() {
    return exchange.get(AGENTS + "?limit=1").send().date();
  }

  /** Whatever it sent is repeated where no answer came: at worst a version is counted twice. */
  @Override
  public AgentRecord heartbeat(Heartbeat heartbeat) {
    return withRevision(
        exchange
            .post(AGENTS + "/heartbeat", HeartbeatJson.write(heartbeat))
            .repeatable()
            .expecting(200)
            .concerning(heartbeat.identity())
            .send());
  }

  @Override
  public boolean restore(Agent agent) {
    Response answer =
        exchange
            .post(AGENTS + "/restore", JsonBytes.of(agent))
            .repeatable()
            .expecting(201)
            .expecting(204)
            .concerning(agent.identity())
            .send();
    return answer.status() == 201;
  }

  @Override
  public Optional<AgentRecord> find(AgentId id) {
    Response answer = exchange.get(AGENTS + "/" + id).expecting(404).send();
    return answer.status() == 404 ? Optional.empty() : Optional.of(withRevision(answer));
  }

  @Override
  public AgentPage<AgentRecord> list(AgentQuery query) {
    Response answer = exchange.get(AGENTS + "?" + QueryParameters.write(query)).send();
    return exchange.read(answer, body -> AgentJsonReader.page(body, query.sort()));
  }

  @Override
  public AgentCounts count() {
    return exchange.read(exchange.get("/api/stats").send(), AgentJsonReader::counts);
  }

  @Override
  public IssuePage issues(IssueQuery query) {
    Response answer = exchange.get(ISSUES + "?" + IssueParameters.write(query)).send();
    return exchange.read(answer, IssueJson::page);
  }

  @Override
  public Optional<Issue> issue(String issueId) {
    if (issueId.isEmpty()) {
      return Optional.empty();
    }
    Response answer = exchange.get(ISSUES + "/" + PathSegment.of(issueId)).expecting(404).send();
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(exchange.read(answer, IssueJson::issue));
  }

  @Override
  public boolean remove(AgentId id) {
    return remove(id, Map.of()) == Removal.REMOVED;
  }

  @Override
  public Removal remove(AgentId id, Set<Revision> expected) {
    return remove(id, Map.of("If-Match", ETags.condition(expected)));
  }

  private Removal remove(AgentId id, Map<String, String> headers) {
    Response answer =
        exchange
            .delete(AGENTS + "/" + id)
            .with(headers)
            .expecting(204)
            .expecting(404)
            .expecting(412)
            .send();
    return switch (answer.status()) {
      case 404 -> Removal.UNKNOWN;
      case 412 -> Removal.CHANGED;
      default -> Removal.REMOVED;
    };
  }

  @Override
  public PruneReport prune(PruneRequest request) {
    Response answer =
        exchange.post(AGENTS + "/prune", PruneJson.write(request)).inSteps().expecting(200).send();
    return exchange.read(answer, AgentJsonReader::report);
  }

  /** The tag of the record tells more of it than its body. */
  private AgentRecord withRevision(Response answer) {
    AgentRecord record = exchange.read(answer, AgentJsonReader::record);
    return answer
        .etag()
        .flatMap(ETags::revision)
        .map(revision -> withIncarnation(record, revision.incarnation()))
        .orElse(record);
  }

  private static AgentRecord withIncarnation(AgentRecord record, long incarnation) {
    return new AgentRecord(
        record.agent().withIncarnation(incarnation), record.liveness(), record.staleAt());
  }

  @Override
  public void close() {
    exchange.close();
  }
}
