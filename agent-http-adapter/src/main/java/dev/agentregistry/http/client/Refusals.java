package dev.agentregistry.http.client;

import dev.agentregistry.domain.AccessDeniedException;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.domain.PruneTooLargeException;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.http.json.MalformedJsonException;
import dev.agentregistry.http.json.Problem;
import java.util.Optional;

/** Turns what a server refuses back into the exception that it refused it with. */
final class Refusals {

  private Refusals() {}

  /**
   * The exception of an answer.
   *
   * @param base the URL of the server
   * @param identity the agent that the request spoke for, if it did
   */
  static AgentRegistryException of(String base, Response answer, Optional<AgentIdentity> identity) {
    if (answer.location().isPresent() && answer.status() < 400) {
      return new RegistryUnavailableException(
          "%s has moved to %s: name that with --url"
              .formatted(base, OneLine.of(answer.location().get())),
          false);
    }
    Problem problem = problem(base, answer);
    return switch (answer.status()) {
      case 401 ->
          new AccessDeniedException(
              "%s does not know this token: check the token file, or AGENT_REGISTRY_TOKEN"
                  .formatted(base));
      case 403 -> new AccessDeniedException(problem.detail());
      case 404 ->
          new RegistryUnavailableException(
              "%s (at %s): check the URL, and the path in it".formatted(problem.detail(), base),
              false);
      default ->
          byFacts(problem, identity)
              .orElseGet(
                  () ->
                      new RegistryUnavailableException(
                          problem.detail(), Retries.mayMend(answer.status())));
    };
  }

  private static Optional<AgentRegistryException> byFacts(
      Problem problem, Optional<AgentIdentity> identity) {
    if (problem.facts().isEmpty()) {
      return Optional.empty();
    }
    return switch (problem.facts().get()) {
      case Problem.Facts.TooLarge(long matched, long total) ->
          Optional.of(new PruneTooLargeException(matched, total));
      case Problem.Facts.Collision(AgentIdentity stored) ->
          identity.map(
              refused -> new AgentIdCollisionException(AgentId.derive(stored), stored, refused));
    };
  }

  private static Problem problem(String base, Response answer) {
    return told(answer)
        .filter(problem -> !problem.detail().isBlank())
        .map(problem -> problem.withDetail(OneLine.of(problem.detail())))
        .orElseGet(
            () ->
                Problem.of(
                    answer.status(),
                    "",
                    unexplained(answer.status()).formatted(base, answer.status())));
  }

  private static String unexplained(int status) {
    return Retries.isOfGateway(status)
        ? "a proxy answers at %s with status %d: is 'agents serve' running behind it?"
        : "%s answers with status %d and does not say why: is that an agent registry?";
  }

  private static Optional<Problem> told(Response answer) {
    try {
      return answer.isProblem()
          ? Optional.of(Problem.read(answer.status(), answer.body()))
          : Optional.empty();
    } catch (MalformedJsonException notOurs) {
      return Optional.empty();
    }
  }
}
