package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a token is, as its holder may ask. */
@Timeout(60)
class CurrentTokenTest {

  private static final String PATH = "/api/tokens/current";

  @RegisterExtension private final TestStore store = new TestStore();

  private final TokenRegistry tokens = TokenRegistry.over(store.tokens(), InstantSource.system());
  private final TestServer server = TestServer.start(store);

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply ask(String token) {
    return server.send(
        server.requestWithoutToken(PATH).header("Authorization", "Bearer " + token).GET());
  }

  @ParameterizedTest
  @EnumSource
  void eachTokenIsToldItsNameAndScope(Scope scope) {
    String secret = tokens.create("ci-runners", scope).orElseThrow();

    Reply reply = ask(secret);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/name")).isEqualTo("ci-runners");
    assertThat(reply.text("/scope")).isEqualToIgnoringCase(scope.name());
    assertThat(reply.body()).hasSize(2);
    assertThat(reply.body().toString()).doesNotContain(secret);
  }

  @Test
  void theServersOwnTokenIsTheOperators() {
    Reply reply = server.get(PATH);

    assertThat(reply.text("/name")).isEqualTo("operator");
    assertThat(reply.text("/scope")).isEqualTo("admin");
  }

  @Test
  void itIsToldWithoutAStoreOfTokens() {
    try (TestServer without = TestServer.start()) {
      assertThat(without.get(PATH).text("/name")).isEqualTo("operator");
    }
  }

  @Test
  void anUnknownTokenIsNone() {
    assertThat(ask("not-a-token").status()).isEqualTo(401);
    assertThat(server.send(server.requestWithoutToken(PATH).GET()).status()).isEqualTo(401);
  }

  @Test
  void headIsAnsweredWithoutABody() {
    Reply reply = server.send(server.request(PATH).method("HEAD", BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).isNotEqualTo("0");
    assertThat(reply.body().isEmpty()).isTrue();
  }

  @Test
  void aTokenOfThatNameCanBeRevokedAllTheSame() {
    tokens.create("current", Scope.READ);

    assertThat(server.delete(PATH).status()).isEqualTo(204);
    assertThat(store.tokens().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "PATCH"})
  void nothingElseIsPossible(String method) {
    Reply reply = server.send(server.request(PATH).method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, DELETE");
  }

  @ParameterizedTest
  @CsvSource({"POST, 403", "DELETE, 403", "GET, 200"})
  void whoMayReadMayAskAndNoMore(String method, int status) {
    String secret = tokens.create("reader", Scope.READ).orElseThrow();

    Reply reply =
        server.send(
            server
                .requestWithoutToken(PATH)
                .header("Authorization", "Bearer " + secret)
                .method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(status);
  }
}
