package dev.agentregistry.http.server;

/** A body is larger than the limit. */
final class BodyTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean readToEnd;

  /**
   * Makes the exception.
   *
   * @param maxBytes the limit
   * @param readToEnd whether the whole body was taken off the connection all the same
   */
  BodyTooLargeException(int maxBytes, boolean readToEnd) {
    super("The body is larger than %d bytes: send less.".formatted(maxBytes));
    this.readToEnd = readToEnd;
  }

  boolean isReadToEnd() {
    return readToEnd;
  }
}
