package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AccessToken;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenHash;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.store.TestStore;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what. */
@Timeout(60)
class ScopesTest {

  private static final String RECORD =
      """
      {"id": "agt_d21ea4ea", "hostname": "build-01", "machine_address": "10.0.0.5",
       "repo_path": "/srv/repos/tracker", "version": 1, "created_at": "2026-01-31T09:30:00.000Z",
       "updated_at": "2026-01-31T09:30:00.000Z", "last_seen_at": "2026-01-31T09:30:00.000Z"}
      """;

  @RegisterExtension private final TestStore store = new TestStore();

  private final Map<Scope, String> secrets = new EnumMap<>(Scope.class);
  private final TestServer server = TestServer.start(store);

  ScopesTest() {
    TokenRegistry tokens = TokenRegistry.over(store.tokens(), InstantSource.system());
    for (Scope scope : Scope.values()) {
      secrets.put(scope, tokens.create("for-" + scope, scope).orElseThrow());
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply ask(String token, String method, String path) {
    HttpRequest.Builder request =
        server.requestWithoutToken(path).header("Authorization", "Bearer " + token);
    return server.send(
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body(path))));
  }

  private static String body(String path) {
    return switch (path) {
      case "/api/agents/heartbeat" -> TestServer.heartbeat("build-01");
      case "/api/agents/prune" -> "{\"older_than\": \"7d\"}";
      case "/api/agents/restore" -> RECORD;
      case "/api/tokens" -> "{\"name\": \"new\", \"scope\": \"read\"}";
      default -> "";
    };
  }

  @ParameterizedTest
  @CsvSource({
    // method, path, agent, read, admin
    "POST, /api/agents/heartbeat, 200, 403, 200",
    "GET, /api/agents, 200, 200, 200",
    "HEAD, /api/agents, 200, 200, 200",
    "GET, /api/agents/agt_d21ea4ea, 200, 200, 200",
    "GET, /api/stats, 200, 200, 200",
    "DELETE, /api/agents/agt_d21ea4ea, 403, 403, 204",
    "POST, /api/agents/prune, 403, 403, 200",
    "POST, /api/agents/restore, 403, 403, 204",
    "GET, /api/tokens, 403, 403, 200",
    "HEAD, /api/tokens, 403, 403, 200",
    "POST, /api/tokens, 403, 403, 201",
    "DELETE, /api/tokens/for-READ, 403, 403, 204",
    // By whatever name.
    "GET, /api/tokens/, 403, 403, 200",
    "GET, /api//tokens, 403, 403, 200",
    "GET, /api/./tokens, 403, 403, 200",
    "GET, /api/agents/../tokens, 403, 403, 200",
    "GET, /api/%74okens, 403, 403, 200",
    "GET, /%61pi/tokens, 403, 403, 200",
    "GET, /api/tokens;x=y, 403, 403, 200",
    "GET, /api/tokens?x=y, 403, 403, 200",
    // What is not there, or not possible, is nobody's secret but whoever may read or do it.
    "GET, /api/nothing, 404, 404, 404",
    "GET, /api/agents/agt_00000000, 404, 404, 404",
    "PUT, /api/agents, 403, 403, 405",
    "PATCH, /api/agents/heartbeat, 403, 403, 405",
    "DELETE, /api/agents, 403, 403, 405",
    "PUT, /api/tokens, 403, 403, 405",
    "GET, /api/tokens/for-READ, 403, 403, 405",
    "POST, /api/stats, 403, 403, 405",
  })
  void aScopeOpensWhatItNames(String method, String path, int agent, int read, int admin) {
    server.beat("build-01");
    Map<Scope, Integer> expected = Map.of(Scope.AGENT, agent, Scope.READ, read, Scope.ADMIN, admin);
    assertThat(ask("not-a-token", method, path).status()).isEqualTo(401);

    for (Scope scope : new Scope[] {Scope.READ, Scope.AGENT, Scope.ADMIN}) {
      Reply reply = ask(secrets.get(scope), method, path);

      assertThat(reply.status()).as(scope.name()).isEqualTo(expected.get(scope));
      if (reply.status() == 403) {
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.body().toString()).doesNotContain(secrets.get(scope));
      }
    }
  }

  @Test
  void aRefusalNamesWhatTheTokenHasAndWhatItLacks() {
    Reply reply = ask(secrets.get(Scope.AGENT), "DELETE", "/api/agents/agt_d21ea4ea");

    assertThat(reply.number("/status")).isEqualTo(403);
    assertThat(reply.text("/detail"))
        .isEqualTo("The token has the scope 'agent', and this needs 'admin': use another token.");
    assertThat(server.get("/api/agents").number("/total")).isZero();
  }

  @Test
  void aTokenOfAnotherProcessOpensAndARevokedOneDoesNotWithinASecond() {
    TokenRegistry elsewhere = TokenRegistry.over(store.tokens(), InstantSource.system());
    assertThat(ask("agr_x", "GET", "/api/agents").status()).isEqualTo(401);
    String secret = elsewhere.create("late", Scope.READ).orElseThrow();

    awaitStatusWithinASecond(secret, 200);
    elsewhere.revoke("late");
    awaitStatusWithinASecond(secret, 401);
  }

  /** Whoever asks a second later gets the new answer, however long that takes. */
  private void awaitStatusWithinASecond(String secret, int wanted) {
    long start = System.nanoTime();
    long asked = start;
    while (ask(secret, "GET", "/api/agents").status() != wanted) {
      assertThat(Duration.ofNanos(asked - start)).isLessThan(Duration.ofSeconds(1));
      asked = System.nanoTime();
    }
  }

  @Test
  void whereTheStoreCannotTellNobodyIsLetInNorTurnedAwayForGood() {
    try (TestServer broken = TestServer.start(new BrokenTokens())) {
      Reply unknown =
          broken.send(
              broken.requestWithoutToken("/api/agents").header("Authorization", "Bearer x").GET());

      assertThat(unknown.status()).isEqualTo(503);
      assertThat(unknown.header("Retry-After")).isEqualTo("1");
      assertThat(broken.get("/api/agents").status()).as("the server's own token").isEqualTo(200);
    }
  }

  @Test
  void theLastUseOfATokenIsNoted() {
    ask(secrets.get(Scope.READ), "GET", "/api/agents");

    TestServer.await(
        () ->
            store.tokens().all().values().stream()
                .filter(token -> token.scope() == Scope.READ)
                .allMatch(token -> token.lastUsedAt().isPresent()));
    assertThat(store.tokens().all().values())
        .filteredOn(token -> token.scope() != Scope.READ)
        .allMatch(token -> token.lastUsedAt().isEmpty());
  }

  @Test
  void whoHasATokenNeverWaitsForThoseWhoGuessFromTheSameAddress() {
    long start = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      assertThat(ask("guess-" + i, "GET", "/api/agents").status()).isEqualTo(401);
    }
    assertThat(System.nanoTime() - start).as("the sixth guess waits").isGreaterThan(100_000_000L);

    // Had each of them to wait, the test would run into its timeout.
    for (int i = 0; i < 100; i++) {
      assertThat(ask(secrets.get(Scope.READ), "GET", "/api/agents").status()).isEqualTo(200);
    }
    assertThat(ask("guess-7", "GET", "/api/agents").status()).isEqualTo(401);
  }

  private static final class BrokenTokens implements AccessTokens {

    @Override
    public Map<TokenHash, AccessToken> all() {
      throw new RegistryUnavailableException("the disk is gone", true);
    }

    @Override
    public boolean add(TokenHash hash, AccessToken token) {
      throw new RegistryUnavailableException("the disk is gone", true);
    }

    @Override
    public boolean revoke(String name) {
      throw new RegistryUnavailableException("the disk is gone", true);
    }

    @Override
    public void used(List<String> names, Instant at) {
      throw new RegistryUnavailableException("the disk is gone", true);
    }
  }
}
