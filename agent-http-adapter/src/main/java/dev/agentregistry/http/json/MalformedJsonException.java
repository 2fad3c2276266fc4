package dev.agentregistry.http.json;

/** A body is not JSON, or not a JSON object. */
public final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message);
  }
}
