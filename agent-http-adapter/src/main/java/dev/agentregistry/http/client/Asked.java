package dev.agentregistry.http.client;

import dev.agentregistry.domain.AgentIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request in the making. Not thread-safe. */
final class Asked {

  /** A prune of millions takes its time. */
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(15);

  private final Exchange exchange;
  private final String method;
  private final URI uri;
  private final Optional<byte[]> body;
  private final Map<String, String> headers = new HashMap<>();
  private final Set<Integer> expected = new HashSet<>();
  private Duration patience;
  private Repeat repeat = Repeat.IF_NOT_DONE;
  private Optional<AgentIdentity> identity = Optional.empty();

  Asked(Exchange exchange, String method, URI uri, Optional<byte[]> body, ClientOptions options) {
    this.exchange = exchange;
    this.method = method;
    this.uri = uri;
    this.body = body;
    this.patience = options.patience();
    headers.put("Authorization", "Bearer " + options.token());
    headers.put("Accept", "application/json, application/problem+json");
  }

  /** It may be sent again though it may have arrived. */
  Asked repeatable() {
    repeat = Repeat.ALWAYS;
    return this;
  }

  /** It takes long, and where it fails a part of it may be done. */
  Asked inSteps() {
    patience = LONG_PATIENCE;
    repeat = Repeat.IF_NOT_SENT;
    return this;
  }

  /** Where it was done all the same, another attempt would hide what it answered. */
  Asked onlyOnce() {
    repeat = Repeat.IF_NOT_SENT;
    return this;
  }

  Asked with(Map<String, String> more) {
    headers.putAll(more);
    return this;
  }

  /** This status is an answer, and no failure; of 400 and more it has to be with a problem. */
  Asked expecting(int status) {
    expected.add(status);
    return this;
  }

  /** It speaks for this agent. */
  Asked concerning(AgentIdentity agent) {
    identity = Optional.of(agent);
    return this;
  }

  /** Sends it; whatever is not expected is thrown. */
  Response send() {
    Response answer =
        exchange.send(new Request(method, uri, Map.copyOf(headers), body, patience), repeat);
    boolean isOurs = answer.status() < 400 || answer.isProblem();
    if (!isOurs || !expected.contains(answer.status())) {
      throw Refusals.of(exchange.base(), answer, identity);
    }
    return answer;
  }
}
