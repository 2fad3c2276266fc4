package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {

  private static final String PATH = "/api/tokens";

  @RegisterExtension private final TestStore store = new TestStore();

  private final TestServer server = TestServer.start(store);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTokenIsMadeToldOnceListedUsedAndRevoked() {
    Reply made = server.post(PATH, "{\"name\": \"ci-runners\", \"scope\": \"agent\", \"x\": 1}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("/name")).isEqualTo("ci-runners");
    assertThat(made.text("/scope")).isEqualTo("agent");
    String secret = made.text("/token");
    assertThat(store.tokens().all()).containsOnlyKeys(TokenHash.of(secret));

    Reply listed = server.get(PATH);
    assertThat(listed.texts("/tokens", "name")).containsExactly("ci-runners");
    assertThat(listed.text("/tokens/0/scope")).isEqualTo("agent");
    assertThat(listed.text("/tokens/0/created_at")).matches("20..-..-..T..:..:..\\....Z");
    assertThat(listed.body().at("/tokens/0/last_used_at").isNull()).isTrue();
    assertThat(listed.body().toString()).doesNotContain(secret, TokenHash.of(secret).hex());

    assertThat(server.delete(PATH + "/ci-runners").status()).isEqualTo(204);
    assertThat(server.get(PATH).body().at("/tokens")).isEmpty();
    assertThat(server.delete(PATH + "/ci-runners").status()).isEqualTo(404);
  }

  @Test
  void aNameThatIsTakenIsA409AndChangesNothing() {
    server.post(PATH, "{\"name\": \"a\", \"scope\": \"read\"}");

    Reply taken = server.post(PATH, "{\"name\": \"a\", \"scope\": \"admin\"}");

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("/detail")).contains("'a'", "revoke");
    assertThat(store.tokens().all().values())
        .extracting(token -> token.scope())
        .containsExactly(Scope.READ);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 422, name scope",
    "'{\"name\": \"a b\", \"scope\": \"root\"}', 422, name scope",
    "'{\"name\": 1, \"scope\": \"read\"}', 422, name",
    "'{\"name\": \"a\", \"scope\": \"READ\"}', 422, scope",
    "'[]', 400, ''",
    "'', 400, ''",
  })
  void aBadRequestIsRefusedByName(String body, int status, String fields) {
    Reply reply = server.post(PATH, body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.badFields())
        .containsExactlyInAnyOrder(fields.isEmpty() ? new String[0] : fields.split(" "));
    assertThat(store.tokens().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/tokens, 'GET, HEAD, POST'",
    "DELETE, /api/tokens, 'GET, HEAD, POST'",
    "GET, /api/tokens/a, DELETE",
    "POST, /api/tokens/a, DELETE",
    "POST, /api/stats, 'GET, HEAD'",
    "GET, /api/agents/restore, POST",
  })
  void whatIsNotPossibleIsA405WithWhatIs(String method, String path, String allow) {
    Reply reply = server.send(server.request(path).method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @CsvSource({"/api/tokens/a", "/api/tokens/a%20b", "/api/tokens/%C3%A4", "/api/tokens/a/b"})
  void anUnknownTokenIsA404(String path) {
    assertThat(server.delete(path).status()).isEqualTo(404);
  }

  @Test
  void aServerWithoutAStoreOfTokensHasNoneToLookAfter() {
    try (TestServer without = TestServer.start()) {
      assertThat(without.get(PATH).status()).isEqualTo(404);
    }
  }
}
