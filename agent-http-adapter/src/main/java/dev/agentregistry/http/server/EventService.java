package dev.agentregistry.http.server;

import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.http.json.EventJson;
import dev.agentregistry.http.json.EventParameters;
import dev.agentregistry.http.server.EventRing.Position;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/** What happens, as Server-Sent Events, at {@code /api/agents/events}. */
final class EventService implements HttpService {

  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

  private static final Header STREAM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, EventJson.STREAM);

  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  /** Else nginx waits until it has a buffer full. */
  private static final Header NO_BUFFERING =
      HeaderValues.createCached(HeaderNames.create("X-Accel-Buffering"), "no");

  /** No event has it. */
  private static final long NOWHERE = -1;

  private final EventHub hub;
  private final Duration keepAlive;
  private final KnownTokens tokens;
  private final Answers answers;

  EventService(EventHub hub, Duration keepAlive, KnownTokens tokens, Answers answers) {
    this.hub = hub;
    this.keepAlive = keepAlive;
    this.tokens = tokens;
    this.answers = answers;
  }

  /** A stream has no length, and so there is nothing that HEAD could tell. */
  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::listen).any("/", AgentService.only("GET"));
  }

  private void listen(ServerRequest request, ServerResponse response) {
    EventParameters parameters = EventParameters.read(request.query().toMap());
    Optional<String> after = request.headers().first(LAST_EVENT_ID).or(parameters::lastEventId);
    enter();
    try {
      response.header(STREAM).header(NO_STORE).header(NO_BUFFERING);
      EventStreaming streaming =
          new EventStreaming(
              hub, keepAlive, () -> mayListen(request), parameters.query(), start(after));
      answers.stream(response, streaming::sendTo);
    } finally {
      hub.leave();
    }
  }

  private void enter() {
    try {
      hub.enter();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("the server stops: try again later", true, e);
    }
  }

  private Position start(Optional<String> lastEventId) {
    Position end = hub.ring().end();
    // An empty one is what a client has that was never told any.
    return lastEventId
        .filter(text -> !text.isEmpty())
        .map(text -> end.at(text.matches("[0-9]{1,18}") ? Long.parseLong(text) : NOWHERE))
        .orElse(end);
  }

  /** A token may have been revoked meanwhile. */
  private boolean mayListen(ServerRequest request) {
    try {
      return BearerFilter.token(request)
          .flatMap(tokens::scopeOf)
          .filter(scope -> scope.allows(Scope.READ))
          .isPresent();
    } catch (RegistryUnavailableException nobodyKnows) {
      return false;
    }
  }
}
