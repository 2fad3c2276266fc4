package dev.agentregistry.http.server;

import dev.agentregistry.domain.TokenRegistry;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Which part answers what, and what each request passes before it. */
final class Routes {

  private final Served served;
  private final ServerOptions options;
  private final Monitoring monitoring;
  private final Connections connections;
  private final Deadlines deadlines;
  private final RequestBodies bodies;
  private final Answers answers;
  private final CorsFilter cors;
  private final Problems problems;
  private final KnownTokens known;
  private final Optional<EventService> events;

  Routes(
      Served served,
      ServerOptions options,
      Monitoring monitoring,
      Connections connections,
      Deadlines deadlines,
      Optional<EventHub> hub,
      Duration keepAlive) {
    this.served = served;
    this.options = options;
    this.monitoring = monitoring;
    this.connections = connections;
    this.deadlines = deadlines;
    this.bodies = new RequestBodies(options.maxBodyBytes(), deadlines);
    this.answers = new Answers(deadlines);
    this.cors = new CorsFilter(options.web().corsOrigins(), answers);
    this.problems = new Problems(bodies, answers, deadlines, cors);
    TokenUse use =
        new TokenUse(served.tokens(), InstantSource.system(), Thread::startVirtualThread);
    this.known = new KnownTokens(options.tokens(), served.tokens(), use);
    this.events = hub.map(open -> new EventService(open, keepAlive, known, answers));
  }

  void addTo(WebServerConfig.Builder server) {
    monitoring.addTo(server);
    server
        .maxPayloadSize(bodies.hardLimit())
        .directHandlers(directHandlers())
        .addFeature(OpenApiDocument.feature())
        .routing(
            routing -> {
              addFilters(routing);
              addServices(routing);
              routing.error(Throwable.class, problems::handle);
            });
  }

  private void addFilters(HttpRouting.Builder routing) {
    ClientAddresses addresses = new ClientAddresses(options.web().trustedProxies());
    routing.addFilter(new ConnectionEnd(bodies, connections));
    if (!options.web().basePath().isEmpty()) {
      routing.addFilter(new BasePathFilter(options.web().basePath(), answers));
    }
    routing
        .addFilter(new AccessLog())
        .addFilter(monitoring.requests())
        .addFilter(cors)
        .addFilter(new BearerFilter(known, addresses, problems, options.web().areMetricsOpen()))
        .addFilter(new CrowdFilter(connections, problems))
        .addFilter(new AnswerDeadline(deadlines));
  }

  private void addServices(HttpRouting.Builder routing) {
    JsonBodies json = new JsonBodies(bodies);
    // Before the agents: else it would be an agent's ID.
    events.ifPresent(service -> routing.register(Paths.EVENTS, service));
    new OpenApiDocument(answers).addTo(routing);
    routing
        .register(Paths.AGENTS, new AgentService(monitoring.registry(), json, answers))
        .register(Paths.ISSUES, new IssueService(monitoring.registry(), answers))
        .register(Paths.STATS, new StatsService(monitoring.registry(), answers))
        .register(Paths.CURRENT_TOKEN, new CurrentTokenService(known, answers))
        .register(new PageService(answers));
    monitoring.addTo(routing, answers);
    served
        .tokens()
        .ifPresent(
            store ->
                routing.register(
                    Paths.TOKENS,
                    new TokenService(
                        TokenRegistry.over(store, InstantSource.system()), json, answers)));
  }

  /** Errors that Helidon finds before any of our code sees the request. */
  private DirectHandlers directHandlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, problems::beforeRouting);
    }
    return handlers.build();
  }
}
