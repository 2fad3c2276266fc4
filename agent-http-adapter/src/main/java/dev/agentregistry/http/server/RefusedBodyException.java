package dev.agentregistry.http.server;

import dev.agentregistry.http.json.Problem;

/** A body that was begun is not wanted any more: it is too large, or not framed as HTTP has it. */
final class RefusedBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final boolean readToEnd;

  private RefusedBodyException(Problem problem, boolean readToEnd) {
    super(problem.detail());
    this.problem = problem;
    this.readToEnd = readToEnd;
  }

  /**
   * The body is larger than the limit.
   *
   * @param maxBytes the limit
   * @param readToEnd whether the whole body was taken off the connection all the same
   */
  static RefusedBodyException tooLarge(int maxBytes, boolean readToEnd) {
    return new RefusedBodyException(
        Problem.of(
            413,
            "Content Too Large",
            "The body is larger than %d bytes: send less.".formatted(maxBytes)),
        readToEnd);
  }

  /** Nobody knows where the body ends, and so where the next request would begin. */
  static RefusedBodyException badChunks() {
    return new RefusedBodyException(
        Problem.of(
            400,
            "Bad Request",
            "The body's chunks are not valid here: each begins with its length in hex digits and"
                + " nothing else, and there are no trailers."),
        false);
  }

  Problem problem() {
    return problem;
  }

  boolean isReadToEnd() {
    return readToEnd;
  }
}
