package dev.agentregistry.http.server;

import dev.agentregistry.domain.AccessDeniedException;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.InvalidHeartbeatException;
import dev.agentregistry.domain.PruneTooLargeException;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.json.InvalidRequestException;
import dev.agentregistry.http.json.JsonBytes;
import dev.agentregistry.http.json.MalformedJsonException;
import dev.agentregistry.http.json.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** Turns every failure, ours and Helidon's, into its problem, in this one place. */
final class Problems {

  private static final Logger LOG = System.getLogger(Problems.class.getName());

  /** In seconds. */
  static final Header RETRY_AFTER = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "1");

  private final RepeatedWarning unavailable = new RepeatedWarning(LOG);
  private final RequestBodies bodies;
  private final Answers answers;
  private final Deadlines deadlines;
  private final CorsFilter cors;

  Problems(RequestBodies bodies, Answers answers, Deadlines deadlines, CorsFilter cors) {
    this.bodies = bodies;
    this.answers = answers;
    this.deadlines = deadlines;
    this.cors = cors;
  }

  /** Answers a request whose handling failed. */
  void handle(ServerRequest request, ServerResponse response, Throwable failure) {
    if (failure instanceof HttpFailure known) {
      known.allow().ifPresent(allow -> response.header(HeaderNames.ALLOW, allow));
    }
    if (failure instanceof RegistryUnavailableException) {
      response.header(RETRY_AFTER);
    }
    boolean canGoOn =
        failure instanceof RefusedBodyException refused
            ? refused.isReadToEnd()
            : bodies.drain(request);
    send(request, response, problem(request, failure), canGoOn);
  }

  /** Answers with a problem before anything of the request's body was read. */
  void send(ServerRequest request, ServerResponse response, Problem problem) {
    send(request, response, problem, bodies.drain(request));
  }

  private void send(
      ServerRequest request, ServerResponse response, Problem problem, boolean canGoOn) {
    if (!canGoOn) {
      // The rest of the body would be taken for the next request.
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.status(Status.create(problem.status(), problem.title()));
    answers.send(request, response, Answers.PROBLEM, JsonBytes.of(problem));
  }

  /** Answers what never became a request that could be routed. */
  DirectHandler.TransportResponse beforeRouting(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    // Where not even the method could be read, nothing of ours can have failed.
    Status known =
        status.code() == 500 && request.method().isEmpty() ? Status.BAD_REQUEST_400 : status;
    Problem problem =
        switch (known.code()) {
          case 413 -> bodies.tooLarge(false).problem();
          case 500 ->
              internal(request.method(), request.path(), new IllegalStateException(message));
          default -> Problem.of(known.code(), known.reasonPhrase(), unreadable(known));
        };
    headers.set(Answers.PROBLEM);
    cors.mark(request.headers(), headers);
    // The connection ends with this answer: the alarm goes with it.
    deadlines.set();
    return DirectHandler.TransportResponse.builder()
        .status(known)
        .headers(headers)
        .keepAlive(false)
        .entity(JsonBytes.of(problem))
        .build();
  }

  /** In our words: Helidon's either quote the client or point to a log. */
  private static String unreadable(Status status) {
    return status.code() == Status.BAD_REQUEST_400.code()
        ? "This is not a valid HTTP/1.1 request: check its first line, headers and length."
        : "This request cannot be answered: %s.".formatted(status.reasonPhrase());
  }

  private Problem problem(ServerRequest request, Throwable failure) {
    return switch (failure) {
      case HttpFailure known -> known.problem();
      case AgentRegistryException registry -> problem(registry);
      case InvalidRequestException invalid -> unprocessable(invalid);
      case MalformedJsonException malformed -> Problem.of(400, "Bad Request", sentence(malformed));
      case RefusedBodyException refused -> refused.problem();
      case HttpException http when http.status().code() == Status.NOT_FOUND_404.code() ->
          Problem.of(
              404,
              "Not Found",
              "There is nothing at %s.".formatted(request.prologue().uriPath().rawPath()));
      case HttpException http when http.status().family() == Status.Family.CLIENT_ERROR ->
          Problem.of(http.status().code(), http.status().reasonPhrase(), sentence(http));
      default ->
          internal(
              request.prologue().method().text(), request.prologue().uriPath().rawPath(), failure);
    };
  }

  private Problem problem(AgentRegistryException failure) {
    return switch (failure) {
      case InvalidHeartbeatException invalid -> unprocessable(InvalidRequestException.of(invalid));
      case AgentIdCollisionException collision ->
          Problem.of(409, "Conflict", sentence(collision))
              .withType(
                  Problem.AGENT_ID_COLLISION,
                  "Agent ID collision",
                  new Problem.Facts.Collision(collision.stored()));
      case PruneTooLargeException tooLarge ->
          Problem.of(409, "Conflict", sentence(tooLarge))
              .withType(
                  Problem.PRUNE_TOO_LARGE,
                  "Prune too large",
                  new Problem.Facts.TooLarge(tooLarge.matched(), tooLarge.total()));
      // Only where this server asks another one.
      case AccessDeniedException denied -> Problem.of(403, "Forbidden", sentence(denied));
      case RegistryUnavailableException refused -> {
        unavailable.log(sentence(refused));
        yield Problem.of(503, "Service Unavailable", sentence(refused));
      }
    };
  }

  private static Problem unprocessable(InvalidRequestException invalid) {
    // Not a sentence of its own: names of the wire keep their case.
    return Problem.of(
            422, "Unprocessable Content", "Not accepted: %s.".formatted(invalid.getMessage()))
        .withErrors(invalid.errors());
  }

  private static Problem internal(String method, String path, Throwable failure) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    LOG.log(Level.ERROR, "%s %s failed (%s)".formatted(method, path, instance), failure);
    return Problem.of(
            500,
            "Internal Server Error",
            "This is a fault of the registry: look for %s in its log.".formatted(instance))
        .withInstance(instance);
  }

  /** The failure's message, from a capital letter to a full stop. */
  private static String sentence(Throwable failure) {
    String text = Objects.requireNonNullElse(failure.getMessage(), "something went wrong");
    String end = text.endsWith(".") ? "" : ".";
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + end;
  }
}
