package dev.agentregistry.http.server;

import dev.agentregistry.http.json.Problem;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Sends answers. */
final class Answers {

  static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  static final Header PROBLEM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);

  private static final byte[] NOTHING = {};

  private Answers() {}

  /** Sends a body; to HEAD only what it would be like (RFC 9110 section 9.3.2). */
  static void send(ServerRequest request, ServerResponse response, Header mediaType, byte[] body) {
    response.header(mediaType);
    boolean headersOnly = request.prologue().method().equals(Method.HEAD);
    if (headersOnly) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
    }
    send(response, headersOnly ? NOTHING : body);
  }

  /** Sends an answer that has no body by its status. */
  static void send(ServerResponse response, Status status) {
    response.status(status);
    send(response, NOTHING);
  }

  private static void send(ServerResponse response, byte[] body) {
    try {
      response.send(body);
    } catch (ServerConnectionException clientIsGone) {
      // Nothing is wrong here: only the connection ends. It is not thrown on, since Helidon would
      // take it for a fault of the error handler that was answering, and log it.
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
    }
  }
}
