package dev.agentregistry.http.server;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.Removal;
import dev.agentregistry.domain.Revision;
import dev.agentregistry.http.json.AgentJsonReader;
import dev.agentregistry.http.json.ETags;
import dev.agentregistry.http.json.HeartbeatJson;
import dev.agentregistry.http.json.JsonBytes;
import dev.agentregistry.http.json.PruneJson;
import dev.agentregistry.http.json.QueryParameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/** The endpoints under {@code /api/agents}. */
final class AgentService implements HttpService {

  private static final Logger LOG = System.getLogger(AgentService.class.getName());
  private static final String ID = "id";
  private static final String AGENT = "/{" + ID + "}";

  private final AgentRegistry registry;
  private final JsonBodies bodies;
  private final Answers answers;

  AgentService(AgentRegistry registry, JsonBodies bodies, Answers answers) {
    this.registry = registry;
    this.bodies = bodies;
    this.answers = answers;
  }

  /** The first route that fits is taken, so each path ends with what else it would be asked. */
  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/heartbeat", this::heartbeat)
        .any("/heartbeat", only("POST"))
        .post("/prune", this::prune)
        .any("/prune", only("POST"))
        .post("/restore", this::restore)
        .any("/restore", only("POST"))
        .get("/", this::list)
        .route(Method.HEAD, "/", this::list)
        .any("/", only("GET, HEAD"))
        .get(AGENT, this::get)
        .route(Method.HEAD, AGENT, this::get)
        .delete(AGENT, this::delete)
        .any(AGENT, only("GET, HEAD, DELETE"));
  }

  private void heartbeat(ServerRequest request, ServerResponse response) {
    AgentRecord agent = registry.heartbeat(HeartbeatJson.read(bodies.read(request)));
    log(agent.agent());
    response.header(HeaderNames.ETAG, ETags.of(agent));
    answers.send(request, response, Answers.JSON, JsonBytes.of(agent));
  }

  private static void log(Agent agent) {
    boolean isNew = agent.version() == 1;
    Level level = isNew ? Level.INFO : Level.DEBUG;
    if (LOG.isLoggable(level)) {
      String what = isNew ? "registered" : "heartbeat of";
      LOG.log(
          level,
          "%s %s (%s), version %d".formatted(what, agent.id(), agent.identity(), agent.version()));
    }
  }

  private void list(ServerRequest request, ServerResponse response) {
    AgentQuery query = QueryParameters.read(request.query().toMap());
    AgentPage<AgentRecord> page = registry.list(query);
    answers.sendLong(request, response, target -> JsonBytes.write(query, page, target));
  }

  private void get(ServerRequest request, ServerResponse response) {
    AgentRecord agent =
        agentId(request).flatMap(registry::find).orElseThrow(() -> unknownAgent(request));
    String tag = ETags.of(agent);
    response.header(HeaderNames.ETAG, tag);
    if (header(request, HeaderNames.IF_NONE_MATCH).filter(h -> ETags.matches(h, tag)).isPresent()) {
      answers.send(response, Status.NOT_MODIFIED_304);
      return;
    }
    answers.send(request, response, Answers.JSON, JsonBytes.of(agent));
  }

  /** A record that was exported comes back as it was. */
  private void restore(ServerRequest request, ServerResponse response) {
    Agent agent = AgentJsonReader.agent(bodies.read(request));
    boolean isStored = registry.restore(agent);
    if (isStored) {
      LOG.log(Level.DEBUG, () -> "restored %s, version %d".formatted(agent.id(), agent.version()));
    }
    answers.send(response, isStored ? Status.CREATED_201 : Status.NO_CONTENT_204);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    AgentId id = agentId(request).orElseThrow(() -> unknownAgent(request));
    switch (remove(id, header(request, HeaderNames.IF_MATCH).flatMap(ETags::revisions))) {
      case UNKNOWN -> throw unknownAgent(request);
      case CHANGED -> throw HttpFailure.preconditionFailed(id.value());
      case REMOVED -> {
        LOG.log(Level.INFO, () -> "removed " + id);
        answers.send(response, Status.NO_CONTENT_204);
      }
    }
  }

  private Removal remove(AgentId id, Optional<Set<Revision>> expected) {
    if (expected.isPresent()) {
      return registry.remove(id, expected.get());
    }
    return registry.remove(id) ? Removal.REMOVED : Removal.UNKNOWN;
  }

  private void prune(ServerRequest request, ServerResponse response) {
    PruneReport report = registry.prune(PruneJson.read(bodies.read(request)));
    if (!report.dryRun()) {
      LOG.log(
          Level.INFO,
          () ->
              "pruned %d agents last seen before %s, spared %d"
                  .formatted(report.removed(), report.cutoff(), report.spared()));
    }
    answers.sendLong(request, response, target -> JsonBytes.write(report, target));
  }

  /** Refuses whatever was not routed before. */
  static Handler only(String methods) {
    return (request, response) -> {
      throw HttpFailure.methodNotAllowed(request.prologue().method().text(), methods);
    };
  }

  /** A malformed ID is just an unknown one. */
  private static Optional<AgentId> agentId(ServerRequest request) {
    return AgentId.parse(request.path().pathParameters().get(ID));
  }

  private static HttpFailure unknownAgent(ServerRequest request) {
    return HttpFailure.unknownAgent(request.path().pathParameters().get(ID));
  }

  static Optional<String> header(ServerRequest request, io.helidon.http.HeaderName name) {
    return request.headers().contains(name)
        ? Optional.of(String.join(",", request.headers().get(name).allValues()))
        : Optional.empty();
  }
}
