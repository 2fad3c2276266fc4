package dev.agentregistry.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.AccessDeniedException;
import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.store.TestStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that a server does not know, or that does not suffice. */
@Timeout(60)
class RefusedRequestsTest {

  private static final Heartbeat HEARTBEAT =
      Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker"));

  @RegisterExtension private final TestStore store = new TestStore();

  private Far server;

  @BeforeEach
  void start() throws Exception {
    server = Far.serving(store);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Map<String, Consumer<HttpAgentRegistry>> questions() {
    AgentId id = AgentId.derive(HEARTBEAT.identity());
    return Map.of(
        "GET", client -> client.list(AgentQuery.all()),
        "POST", client -> client.heartbeat(HEARTBEAT),
        "POST, not repeatable",
            client -> client.prune(PruneRequest.olderThan(new PointInTime.Ago(Duration.ofDays(1)))),
        "DELETE", client -> client.remove(id));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUnknownTokenIsDeniedAndNeverShown(boolean isLasting) throws Exception {
    for (Map.Entry<String, Consumer<HttpAgentRegistry>> question : questions().entrySet()) {
      ClientOptions options = Far.options(server.url(), "not-the-token", isLasting);
      try (HttpAgentRegistry client = HttpAgentRegistry.open(options)) {
        Throwable failure = catchThrowable(() -> question.getValue().accept(client));

        assertThat(failure)
            .as(question.getKey())
            .isInstanceOf(AccessDeniedException.class)
            .hasMessage(
                server.url()
                    + " does not know this token: check the token file, or AGENT_REGISTRY_TOKEN");
        assertThat(everythingSaid(failure)).doesNotContain("not-the-token");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTokenThatDoesNotSufficeIsDeniedWithWhatIsMissing(boolean isLasting) throws Exception {
    String secret =
        TokenRegistry.over(store.tokens(), InstantSource.system())
            .create("r", Scope.READ)
            .orElseThrow();
    try (HttpAgentRegistry client =
        HttpAgentRegistry.open(Far.options(server.url(), secret, isLasting))) {
      assertThat(client.list(AgentQuery.all()).total()).isZero();
      assertThat(catchThrowable(() -> client.heartbeat(HEARTBEAT)))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContainingAll("'read'", "'agent'");
      assertThat(catchThrowable(() -> client.remove(AgentId.derive(HEARTBEAT.identity()))))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContainingAll("'read'", "'admin'");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingThatIsPrintedHasTheToken(boolean isLasting) throws Exception {
    ClientOptions options = Far.options(URI.create("http://127.0.0.1:1"), "s3cr3t", isLasting);
    try (HttpAgentRegistry client = HttpAgentRegistry.open(options)) {
      Throwable failure = catchThrowable(client::count);

      assertThat(everythingSaid(failure)).doesNotContain("s3cr3t");
      assertThat(options + " " + client + " " + client.tokens()).doesNotContain("s3cr3t");
    }
  }

  private static String everythingSaid(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.append(cause).append('\n');
    }
    return all.toString();
  }
}
