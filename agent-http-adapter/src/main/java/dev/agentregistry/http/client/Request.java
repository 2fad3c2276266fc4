package dev.agentregistry.http.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it is sent.
 *
 * @param method the method
 * @param uri where it goes
 * @param headers all but those that follow from the body
 * @param body JSON, where there is a body
 * @param patience how long its answer may take to begin, and to go on
 */
record Request(
    String method, URI uri, Map<String, String> headers, Optional<byte[]> body, Duration patience) {

  /** Never shows the headers: one has the token. */
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
