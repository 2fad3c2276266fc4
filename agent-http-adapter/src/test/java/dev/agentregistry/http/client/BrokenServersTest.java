package dev.agentregistry.http.client;

import static dev.agentregistry.http.client.RawServer.NOTHING;
import static dev.agentregistry.http.client.RawServer.SILENCE;
import static dev.agentregistry.http.client.RawServer.answer;
import static dev.agentregistry.http.client.RawServer.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.RegistryUnavailableException;
import dev.agentregistry.domain.Revision;
import dev.agentregistry.domain.Scope;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not answer, or not as a registry does, is told in one line that helps. */
@Timeout(60)
class BrokenServersTest {

  private static final Heartbeat HEARTBEAT =
      Heartbeat.from(new AgentIdentity("build-01", "10.0.0.5", "/srv/repos/tracker"));
  private static final AgentId ID = AgentId.derive(HEARTBEAT.identity());
  private static final PruneRequest PRUNE =
      PruneRequest.olderThan(new PointInTime.Ago(Duration.ofDays(7)));
  private static final String PAGE = "<html><body>It works!</body></html>";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json";

  private static Throwable ask(URI url, boolean isLasting, Consumer<HttpAgentRegistry> question)
      throws IOException {
    try (HttpAgentRegistry client =
        HttpAgentRegistry.open(Far.options(url, Far.TOKEN, isLasting))) {
      return catchThrowable(() -> question.accept(client));
    }
  }

  private static void assertHelps(Throwable failure, boolean isRetryable, String... words) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            RegistryUnavailableException.class,
            e -> assertThat(e.isRetryable()).as("retryable").isEqualTo(isRetryable))
        .hasMessageContainingAll(words);
    assertThat(failure.getMessage()).hasLineCount(1).doesNotContain(Far.TOKEN, "Exception");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereNobodyListensTheLineSaysWhatToDo(boolean isLasting) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    Throwable failure =
        ask(URI.create("http://127.0.0.1:" + port), isLasting, client -> client.prune(PRUNE));

    assertHelps(
        failure, true, "no answer from http://127.0.0.1:" + port, "agents serve", "--url names");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHostThatDoesNotExistIsTold(boolean isLasting) throws Exception {
    Throwable failure =
        ask(URI.create("http://no-such-host.invalid:8080"), isLasting, client -> client.find(ID));

    assertHelps(failure, true, "no answer from http://no-such-host.invalid:8080 (unknown host)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWaitedAsLongAsWantedWaitsNoMore(boolean isLasting) throws Exception {
    try (RawServer server = new RawServer(SILENCE);
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.impatient(server.url(), isLasting))) {
      assertHelps(
          catchThrowable(() -> client.heartbeat(HEARTBEAT)),
          true,
          "no answer from",
          "agents serve");
      assertThat(server.requests()).hasSizeLessThan(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWaitedAsLongAsWantedForTlsWaitsNoMore(boolean isLasting) throws Exception {
    try (StalledServer server = new StalledServer("")) {
      URI url = URI.create(server.url().toString().replace("http:", "https:"));
      try (HttpAgentRegistry client = HttpAgentRegistry.open(Far.impatient(url, isLasting))) {
        assertHelps(catchThrowable(() -> client.heartbeat(HEARTBEAT)), true, "no answer from");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerThatNeverEndsIsNotWaitedFor(boolean isLasting) throws Exception {
    try (StalledServer server = new StalledServer(OK + "\r\nContent-Length: 1000\r\n\r\n{");
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.impatient(server.url(), isLasting))) {
      assertHelps(catchThrowable(() -> client.find(ID)), true, "no answer from");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void norIsOneThatNeverEndsAPieceAtATime(boolean isLasting) throws Exception {
    String beginning = OK + "\r\nContent-Length: 1000000\r\n\r\n{";
    try (StalledServer server = new StalledServer(beginning).dripping();
        HttpAgentRegistry client = HttpAgentRegistry.open(Far.impatient(server.url(), isLasting))) {
      assertHelps(catchThrowable(() -> client.find(ID)), true, "no answer from");
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void whatMayHaveArrivedAndCannotBeRepeatedIsSentOnce(boolean isLasting, boolean saysNothing)
      throws Exception {
    String half = saysNothing ? NOTHING : OK + "\r\nContent-Length: 100\r\n\r\n{";
    for (Consumer<HttpAgentRegistry> question : notRepeatable()) {
      try (RawServer server = new RawServer(half)) {
        assertHelps(ask(server.url(), isLasting, question), true, "no answer from");
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  private static Iterable<Consumer<HttpAgentRegistry>> notRepeatable() {
    return Set.of(
        client -> client.prune(PRUNE),
        client -> client.remove(ID),
        client -> client.remove(ID, Set.of(new Revision(1, 1))),
        client -> client.tokens().create("a", Scope.READ),
        client -> client.tokens().revoke("a"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHeartbeatIsSentAgainAfterAConnectionThatEnded(boolean isLasting) throws Exception {
    try (RawServer server =
        new RawServer(NOTHING, NOTHING, problem(503, "\r\nRetry-After: 99", "Enough."))) {
      assertHelps(
          ask(server.url(), isLasting, client -> client.heartbeat(HEARTBEAT)), true, "Enough");
      assertThat(server.requests()).hasSize(3).allMatch(head -> head.startsWith("POST "));
    }
  }

  @ParameterizedTest
  @CsvSource({"503, false", "503, true", "429, false", "429, true"})
  void whoIsBusyIsAskedAgainThenToldButNotToPrune(int status, boolean isLasting) throws Exception {
    try (RawServer server =
        new RawServer(problem(status, "\r\nRetry-After: 0", "Too much at once."))) {
      assertHelps(
          ask(server.url(), isLasting, client -> client.remove(ID)), true, "Too much at once.");
      assertThat(server.requests()).hasSize(3);
    }
    // A second prune would report only what the first one left.
    try (RawServer server =
        new RawServer(problem(status, "\r\nRetry-After: 0", "The disk is full."))) {
      assertHelps(
          ask(server.url(), isLasting, client -> client.prune(PRUNE)), true, "The disk is full.");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"502, 3, false", "502, 3, true", "504, 1, false", "504, 1, true"})
  void aProxyThatDoesNotReachTheServerIsLikeABrokenConnection(
      int status, int heartbeats, boolean isLasting) throws Exception {
    String page =
        RawServer.answer("HTTP/1.1 " + status + " X\r\nContent-Type: text/html", "<html></html>");
    String[] words = {"a proxy answers at", "status " + status, "agents serve"};
    try (RawServer server = new RawServer(page)) {
      assertHelps(ask(server.url(), isLasting, client -> client.heartbeat(HEARTBEAT)), true, words);
      assertThat(server.requests()).hasSize(heartbeats);
    }
    for (Consumer<HttpAgentRegistry> question : notRepeatable()) {
      try (RawServer server = new RawServer(page)) {
        assertHelps(ask(server.url(), isLasting, question), true, words);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWillBeBusyForLongIsToldAtOnce(boolean isLasting) throws Exception {
    try (RawServer server = new RawServer(problem(503, "\r\nRetry-After: 60", "Come later."))) {
      assertHelps(ask(server.url(), isLasting, client -> client.find(ID)), true, "Come later.");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"301, false", "302, true", "307, false", "308, true"})
  void aRedirectIsToldAndNotFollowed(int status, boolean isLasting) throws Exception {
    try (RawServer other = new RawServer(answer(OK, "{}"));
        RawServer server =
            new RawServer(
                answer("HTTP/1.1 " + status + " Moved\r\nLocation: " + other.url() + "/x", ""))) {
      for (Consumer<HttpAgentRegistry> question :
          Set.<Consumer<HttpAgentRegistry>>of(
              client -> client.find(ID),
              client -> client.heartbeat(HEARTBEAT),
              client -> client.remove(ID))) {
        assertHelps(
            ask(server.url(), isLasting, question),
            false,
            server.url() + " has moved to " + other.url() + "/x",
            "--url");
      }
      assertThat(other.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"200, false", "200, true", "404, false", "404, true", "409, true", "500, false"})
  void aPageOfSomethingElseIsNoAnswerToAnyQuestion(int status, boolean isLasting) throws Exception {
    try (RawServer server =
        new RawServer(answer("HTTP/1.1 " + status + " X\r\nContent-Type: text/html", PAGE))) {
      for (Consumer<HttpAgentRegistry> question : allQuestions()) {
        assertHelps(
            ask(server.url(), isLasting, question),
            false,
            server.url().toString(),
            "agent registry");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"200, false", "200, true", "404, false", "404, true"})
  void jsonOfSomethingElseIsNoAnswerToAnyQuestion(int status, boolean isLasting) throws Exception {
    String json = "{\"detail\": \"Not Found\", \"status\": {\"a b\": 1}}";
    try (RawServer server =
        new RawServer(
            answer("HTTP/1.1 " + status + " X\r\nContent-Type: application/json", json))) {
      for (Consumer<HttpAgentRegistry> question : allQuestions()) {
        assertHelps(
            ask(server.url(), isLasting, question),
            false,
            server.url().toString(),
            "agent registry");
      }
    }
  }

  private static Set<Consumer<HttpAgentRegistry>> allQuestions() {
    return Set.of(
        client -> client.find(ID),
        client -> client.list(AgentQuery.all()),
        HttpAgentRegistry::count,
        client -> client.heartbeat(HEARTBEAT),
        client -> client.remove(ID),
        client -> client.prune(PRUNE),
        client -> client.tokens().list(),
        client -> client.tokens().create("a", Scope.READ),
        client -> client.tokens().revoke("a"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsNotHttpIsTold(boolean isLasting) throws Exception {
    try (RawServer server = new RawServer("SSH-2.0-OpenSSH_9.9\r\n")) {
      assertHelps(
          ask(server.url(), isLasting, client -> client.prune(PRUNE)),
          true,
          server.url().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAServerSaysStaysOneLine(boolean isLasting) throws Exception {
    try (RawServer server = new RawServer(problem(500, "", "a\\nb\\u001b[31m\\tc"))) {
      assertHelps(ask(server.url(), isLasting, client -> client.find(ID)), false, "a b [31m c");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsTheWaitForTheNextAttempt(boolean isLasting) throws Exception {
    try (RawServer server = new RawServer(problem(503, "", "Busy."))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> {
                throw ask(server.url(), isLasting, client -> client.find(ID));
              })
          .isInstanceOf(RegistryUnavailableException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.requests()).hasSizeLessThan(2);
    }
  }
}
