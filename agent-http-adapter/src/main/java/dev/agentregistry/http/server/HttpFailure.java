package dev.agentregistry.http.server;

import dev.agentregistry.http.json.Problem;
import java.util.Optional;

/** An answer other than success that a handler decided on. */
final class HttpFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<String> allow;

  private HttpFailure(Problem problem, Optional<String> allow) {
    super(problem.detail());
    this.problem = problem;
    this.allow = allow;
  }

  static HttpFailure unknownAgent(String id) {
    return new HttpFailure(
        Problem.of(404, "Not Found", "There is no agent '%s'.".formatted(id)), Optional.empty());
  }

  static HttpFailure unknownIssue(String issueId) {
    return new HttpFailure(
        Problem.of(404, "Not Found", "No agent names the issue '%s'.".formatted(issueId)),
        Optional.empty());
  }

  static HttpFailure nameTaken(String name) {
    return new HttpFailure(
        Problem.of(
            409,
            "Conflict",
            "There is a token '%s' already: revoke it, or choose another name.".formatted(name)),
        Optional.empty());
  }

  static HttpFailure unknownToken(String name) {
    return new HttpFailure(
        Problem.of(404, "Not Found", "There is no token '%s'.".formatted(name)), Optional.empty());
  }

  static HttpFailure revokedMeanwhile() {
    return new HttpFailure(
        Problem.of(401, "Unauthorized", "The token has just been revoked: use another."),
        Optional.empty());
  }

  static HttpFailure preconditionFailed(String id) {
    return new HttpFailure(
        Problem.of(
            412,
            "Precondition Failed",
            "The agent '%s' has changed since, so nothing was removed: get it anew.".formatted(id)),
        Optional.empty());
  }

  static HttpFailure notJson(String contentType) {
    return new HttpFailure(
        Problem.of(
            415,
            "Unsupported Media Type",
            "The body is '%s': send JSON in UTF-8, with 'Content-Type: application/json'."
                .formatted(contentType)),
        Optional.empty());
  }

  static HttpFailure onlyYaml() {
    return new HttpFailure(
        Problem.of(
            406,
            "Not Acceptable",
            "This document is there in YAML alone: ask without 'format', and accept '*/*'."),
        Optional.empty());
  }

  static HttpFailure methodNotAllowed(String method, String allow) {
    return new HttpFailure(
        Problem.of(
            405,
            "Method Not Allowed",
            "%s is not possible here, but %s is.".formatted(method, allow)),
        Optional.of(allow));
  }

  Problem problem() {
    return problem;
  }

  /** The methods that are possible, if it is about these. */
  Optional<String> allow() {
    return allow;
  }
}
