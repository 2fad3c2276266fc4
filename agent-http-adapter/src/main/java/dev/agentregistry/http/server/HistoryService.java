package dev.agentregistry.http.server;

import dev.agentregistry.http.json.HistoryJson;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The last hour, under {@code /api/history}. */
final class HistoryService implements HttpService {

  private final History history;
  private final Answers answers;

  HistoryService(History history, Answers answers) {
    this.history = history;
    this.answers = answers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::tell)
        .route(Method.HEAD, "/", this::tell)
        .any("/", AgentService.only("GET, HEAD"));
  }

  private void tell(ServerRequest request, ServerResponse response) {
    answers.send(
        request, response, Answers.JSON, HistoryJson.write(History.INTERVAL, history.samples()));
  }
}
