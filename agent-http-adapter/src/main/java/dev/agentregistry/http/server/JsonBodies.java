package dev.agentregistry.http.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/** Reads bodies that have to be JSON. */
final class JsonBodies {

  private final RequestBodies bodies;

  JsonBodies(RequestBodies bodies) {
    this.bodies = bodies;
  }

  byte[] read(ServerRequest request) {
    if (request.content().hasEntity()) {
      requireJson(request);
    }
    return bodies.read(request);
  }

  private static void requireJson(ServerRequest request) {
    String contentType =
        request.headers().contains(HeaderNames.CONTENT_TYPE)
            ? String.join(",", request.headers().get(HeaderNames.CONTENT_TYPE).allValues())
            : "of no named type";
    if (!MediaTypes.isJsonInUtf8(contentType)) {
      throw HttpFailure.notJson(contentType);
    }
  }
}
