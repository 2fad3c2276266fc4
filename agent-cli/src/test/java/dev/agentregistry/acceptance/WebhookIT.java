package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code agents serve --webhook} posts to a real receiver. */
@Timeout(120)
class WebhookIT {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;
  private Path secretFile;
  private HttpServer receiver;
  private final List<Post> posts = new CopyOnWriteArrayList<>();

  private record Post(String signature, byte[] body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @BeforeEach
  void receive() throws IOException {
    secretFile = Files.writeString(home.resolve("webhook-secret"), SECRET + "\n");
    Files.setPosixFilePermissions(secretFile, PosixFilePermissions.fromString("rw-------"));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hook", this::take);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    posts.add(new Post(exchange.getRequestHeaders().getFirst("Agent-Registry-Signature"), body));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  private List<String> words() {
    return posts.stream()
        .map(Post::json)
        .map(
            event ->
                event.at("/event").asText()
                    + " "
                    + event.at("/agent/hostname").asText(event.at("/issue/issue_id").asText()))
        .toList();
  }

  @Test
  void whoFallsSilentAndIsRemovedIsPostedOnceAndSigned() throws GeneralSecurityException {
    try (ServerProcess server =
        ServerProcess.start(
            home, "--webhook", url(), "--webhook-secret-file", secretFile.toString())) {
      String id = Reported.by("build-01").silentFor(1).to(server);
      Eventually.holds(() -> words().contains("stale build-01"), server::log);
      Reported.by("build-01").silentFor(600).to(server);
      server.send("DELETE", "/api/agents/" + id, "");
      Eventually.holds(() -> words().contains("removed build-01"), server::log);

      assertThat(words()).containsExactly("stale build-01", "back build-01", "removed build-01");
      for (Post post : posts) {
        assertThat(post.signature()).matches("t=[0-9]+,v1=[0-9a-f]{64}");
        String time = post.signature().substring(2, post.signature().indexOf(','));
        assertThat(post.signature()).endsWith("v1=" + hmac(time, post.body()));
      }
    }
  }

  @Test
  void whichEventsArePostedIsAChoice() {
    try (ServerProcess server =
        ServerProcess.start(
            home,
            "--webhook",
            url(),
            "--webhook-secret-file",
            secretFile.toString(),
            "--webhook-events",
            "contested,registered")) {
      Reported.by("build-01").on("T-1").to(server);
      Reported.by("build-02").on("T-1").to(server);

      Eventually.holds(() -> words().contains("contested T-1"), server::log);
      assertThat(words())
          .containsExactly("registered build-01", "registered build-02", "contested T-1");
    }
  }

  @Test
  void aReceiverThatIsAwayIsToldOfOnceAndHeartbeatsGoOn() {
    receiver.stop(0);
    try (ServerProcess server =
        ServerProcess.start(
            home,
            "--webhook",
            url(),
            "--webhook-secret-file",
            secretFile.toString(),
            "--webhook-events",
            "registered")) {
      for (int i = 0; i < 20; i++) {
        assertThat(server.beat("build-" + i).status()).isEqualTo(200);
      }
      Eventually.holds(() -> server.log().contains("webhook"), server::log);

      assertThat(server.log().lines().filter(line -> line.contains("webhook"))).hasSize(1);
      assertThat(server.log()).doesNotContain(SECRET, "/hook");
      assertThat(server.stop()).isEqualTo(143);
    }
  }

  @Test
  void withoutASecretItDoesNotStart() {
    Program.Result result = Program.run(home, "serve", "--port", "0", "--webhook", url());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--webhook-secret-file", "AGENT_REGISTRY_WEBHOOK_SECRET");
  }

  private static String hmac(String time, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }
}
