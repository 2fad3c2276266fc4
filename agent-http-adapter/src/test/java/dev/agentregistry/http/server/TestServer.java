package dev.agentregistry.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.agentregistry.domain.AccessTokens;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRepository;
import dev.agentregistry.http.ApiDocument;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A real server on a free port over a test's store, with a clock that tests turn by hand. */
final class TestServer implements AutoCloseable {

  static final String TOKEN = "open-sesame";
  static final Instant T0 = Instant.parse("2026-01-31T09:30:00.123456Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final HandClock clock;
  private final String basePath;
  private final RegistryServer server;
  private final TestStore own;

  private TestServer(
      HandClock clock, Served served, WebOptions web, Patience patience, TestStore own) {
    this.clock = clock;
    this.own = own;
    this.basePath = web.basePath();
    try {
      this.server =
          RegistryServer.start(
              served,
              new ServerOptions("127.0.0.1", 0, Set.of(TOKEN), 262_144).withWeb(web),
              patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Over a store of its own, without access tokens in it. */
  static TestServer start() {
    return start(WebOptions.NONE);
  }

  static TestServer start(WebOptions web) {
    return startOverItsOwn(served -> served, web);
  }

  static TestServer startWithOpenMetrics() {
    return start(new WebOptions("", Set.of(), Set.of(), true));
  }

  static TestServer start(Monitored monitored) {
    return startOverItsOwn(served -> served.with(monitored), WebOptions.NONE);
  }

  static TestServer start(AccessTokens tokens) {
    return startOverItsOwn(served -> served.with(tokens), WebOptions.NONE);
  }

  private static TestServer startOverItsOwn(UnaryOperator<Served> more, WebOptions web) {
    TestStore own = new TestStore();
    HandClock clock = new HandClock(T0);
    Served served = more.apply(served(own.agents(), clock));
    return new TestServer(clock, served, web, Patience.usual(), own);
  }

  /** Over the agents and the access tokens of a store that outlives it. */
  static TestServer start(TestStore store) {
    HandClock clock = new HandClock(T0);
    return start(clock, served(store.agents(), clock).with(store.tokens()), Patience.usual());
  }

  static TestServer start(AgentRepository store) {
    return start(store, Patience.usual());
  }

  static TestServer start(AgentRepository store, Patience patience) {
    HandClock clock = new HandClock(T0);
    return start(clock, served(store, clock), patience);
  }

  /** A registry alone, which tells of no event. */
  static TestServer start(AgentRegistry registry) {
    return start(new HandClock(T0), Served.of(registry), Patience.usual());
  }

  private static TestServer start(HandClock clock, Served served, Patience patience) {
    return new TestServer(clock, served, WebOptions.NONE, patience, new TestStore());
  }

  private static Served served(AgentRepository store, HandClock clock) {
    return Served.of(AgentRegistry.over(store, clock)).withEvents(store, clock);
  }

  /** Waits until something is so; the test's own timeout ends it where it never is. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  static String heartbeat(String hostname) {
    return """
    {"hostname": "%s", "machine_address": "10.0.0.5", "repo_path": "/srv/repos/tracker"}
    """
        .formatted(hostname);
  }

  int port() {
    return server.port();
  }

  int listeners() {
    return server.listeners();
  }

  HandClock clock() {
    return clock;
  }

  /** Sends a heartbeat that must succeed, and returns the agent's ID. */
  String beat(String hostname) {
    Reply reply = post("/api/agents/heartbeat", heartbeat(hostname));
    if (reply.status() != 200) {
      throw new AssertionError("heartbeat answered " + reply);
    }
    return reply.text("/id");
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    return requestWithoutToken(path).header("Authorization", "Bearer " + TOKEN);
  }

  HttpRequest.Builder requestWithoutToken(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  Reply send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = exchange(request);
    try {
      boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
      JsonNode body = isJson ? JSON.readTree(response.body()) : MissingNode.getInstance();
      return new Reply(response.statusCode(), response.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body of an answer that is no JSON. */
  String text(HttpRequest.Builder request) {
    return new String(exchange(request).body(), StandardCharsets.UTF_8);
  }

  /** The media type of an answer that is no JSON. */
  String typeOf(HttpRequest.Builder request) {
    return exchange(request).headers().firstValue("Content-Type").orElse("");
  }

  /** The answer has to be as the API's document says. */
  private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      ApiDocument.get().check(answer(response));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ApiDocument.Answer answer(HttpResponse<byte[]> response) {
    String path = plain(response.uri().getRawPath());
    return new ApiDocument.Answer(
        response.request().method(),
        path.startsWith(basePath + "/") ? path.substring(basePath.length()) : path,
        response.statusCode(),
        response.headers(),
        response.body());
  }

  /** A path as the server understands it, in whichever way it is spelled. */
  private static String plain(String rawPath) {
    String path =
        rawPath.replaceAll(";[^/]*", "").replaceAll("/+", "/").replaceAll("%2[fF]", "%252F");
    return URI.create(path).normalize().getPath().replaceFirst("(.)/$", "$1");
  }

  /** Stops the server alone: a client that waits for an answer goes on waiting. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    own.close();
  }

  /** A clock that stands still until a test turns it. */
  static final class HandClock implements InstantSource {

    private volatile Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    void set(Instant instant) {
      now = instant;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
