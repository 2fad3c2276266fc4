package dev.agentregistry.http.client;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.json.TokenJson;
import dev.agentregistry.http.json.TokenJson.Wanted;
import java.util.List;
import java.util.Optional;

/** The access tokens of a running server. Thread-safe. */
final class HttpTokenRegistry implements TokenRegistry {

  private static final String TOKENS = "/api/tokens";

  private final Exchange exchange;

  HttpTokenRegistry(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public Optional<String> create(String name, Scope scope) {
    Wanted wanted = new Wanted(name, scope);
    Response answer =
        exchange
            .post(TOKENS, TokenJson.write(wanted))
            .onlyOnce()
            .expecting(201)
            .expecting(409)
            .send();
    return answer.status() == 409
        ? Optional.empty()
        : Optional.of(exchange.read(answer, TokenJson::readSecret));
  }

  @Override
  public List<AccessToken> list() {
    return exchange.read(exchange.get(TOKENS).send(), TokenJson::readList);
  }

  @Override
  public boolean revoke(String name) {
    if (!AccessToken.isName(name)) {
      return false;
    }
    String path = TOKENS + "/" + name;
    return exchange.delete(path).expecting(204).expecting(404).send().status() == 204;
  }
}
