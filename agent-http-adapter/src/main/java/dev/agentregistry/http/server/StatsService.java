package dev.agentregistry.http.server;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.http.json.JsonBytes;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** How many agents there are, under {@code /api/stats}. */
final class StatsService implements HttpService {

  private final AgentRegistry registry;
  private final Answers answers;

  StatsService(AgentRegistry registry, Answers answers) {
    this.registry = registry;
    this.answers = answers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::count)
        .route(Method.HEAD, "/", this::count)
        .any("/", AgentService.only("GET, HEAD"));
  }

  private void count(ServerRequest request, ServerResponse response) {
    answers.send(request, response, Answers.JSON, JsonBytes.of(registry.count()));
  }
}
