package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenRegistry;
import dev.agentregistry.http.store.TestStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many who listen to events, and some who don't keep up. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ListenersTest {

  private static final String LISTEN =
      "GET /api/agents/events HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
          + TestServer.TOKEN
          + "\n\n";

  /** About 100 KB of them. */
  private static final String CAPABILITIES =
      IntStream.range(0, 800)
          .mapToObj(i -> "\"%0120d\"".formatted(i))
          .collect(Collectors.joining(","));

  @RegisterExtension private final TestStore store = new TestStore();

  private final List<RawConnection> clients = new ArrayList<>();
  private TestServer server = TestServer.start();

  @AfterEach
  void stop() throws IOException {
    for (RawConnection client : clients) {
      client.close();
    }
    server.close();
  }

  private void restart(Patience patience) {
    server.close();
    server = TestServer.start(store.agents(), patience);
  }

  private RawConnection listen() throws IOException {
    RawConnection client = new RawConnection(server.port()).send(LISTEN);
    clients.add(client);
    return client;
  }

  private RawConnection listening() throws IOException {
    RawConnection client = listen();
    assertThat(client.readUntil("\n\n\r\n")).startsWith("HTTP/1.1 200 ").contains(": connected");
    return client;
  }

  private void beatLarge(int number) {
    Reply reply =
        server.post(
            "/api/agents/heartbeat",
            """
            {"hostname": "large-%d", "machine_address": "10.0.0.5", "repo_path": "/srv",
             "capabilities": [%s]}
            """
                .formatted(number, CAPABILITIES));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aThousandListenersHearTheSame() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      listen();
    }
    for (RawConnection client : clients) {
      assertThat(client.readUntil("\n\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
    assertThat(server.listeners()).isEqualTo(1_000);

    server.beat("build-01");

    for (RawConnection client : clients) {
      assertThat(client.readUntil("\n\n\r\n")).contains("event: registered");
    }
  }

  @Test
  void oneThatTakesNothingLosesItsConnectionAndNobodyElseNotices() throws Exception {
    restart(Patience.usual().withDeadline(Duration.ofMillis(300)));
    RawConnection stalled = listening();
    RawConnection other = listening();

    for (int i = 1; server.listeners() > 1; i++) {
      beatLarge(i);
      String heard = other.readUntil("\n\n\r\n");
      assertThat(heard).contains("id: " + i + "\nevent: registered");
    }

    assertThat(stalled.readUntilItIsOver()).doesNotContain("event: reset");
    server.beat("build-01");
    assertThat(other.readUntil("\n\n\r\n")).contains("build-01");
  }

  @Test
  void oneThatFallsTooFarBehindIsToldSoAndGoesOnFromTheNewest() throws Exception {
    RawConnection slow = listening();
    int many = 350;
    for (int i = 1; i <= many; i++) {
      beatLarge(i);
    }

    server.beat("build-01");
    String heard = slow.readUntil("build-01");
    int reset = heard.lastIndexOf("event: reset");
    assertThat(reset).isNotNegative();
    List<Long> before = ids(heard.substring(0, heard.indexOf("event: reset")));
    long resetTo = before.removeLast();
    assertThat(before).isEqualTo(LongStream.rangeClosed(1, before.size()).boxed().toList());
    assertThat(resetTo).isGreaterThan(before.size() + 1L);
    long lastReset = ids(heard.substring(0, reset)).getLast();
    assertThat(ids(heard.substring(reset)))
        .isEqualTo(LongStream.rangeClosed(lastReset + 1, many + 1L).boxed().toList());
  }

  private static List<Long> ids(String stream) {
    return new ArrayList<>(
        Pattern.compile("(?m)^id: ([0-9]+)$")
            .matcher(stream)
            .results()
            .map(found -> Long.valueOf(found.group(1)))
            .toList());
  }

  @Test
  void listenersLeaveRoomForOthers() throws Exception {
    restart(Patience.usual().withConnections(4));
    listening();
    listening();

    RawConnection third = listen();
    assertThat(third.readAnswer())
        .startsWith("HTTP/1.1 503 ")
        .containsIgnoringCase("Retry-After: 1")
        .contains("2 listen to the events already");
    server.beat("build-01");
    assertThat(clients.get(0).readUntil("\n\n\r\n")).contains("build-01");
  }

  @Test
  void whoseTokenIsRevokedHearsNothingMore() throws Exception {
    server.close();
    TokenRegistry tokens = TokenRegistry.over(store.tokens(), InstantSource.system());
    String secret = tokens.create("page", Scope.READ).orElseThrow();
    server = TestServer.start(store);
    try (Listening revoked =
            Listening.to(
                server
                    .requestWithoutToken("/api/agents/events")
                    .header("Authorization", "Bearer " + secret));
        Listening other = Listening.to(server, "")) {
      assertThat(revoked.block()).isEqualTo(": connected|id: 0");
      long start = System.nanoTime();
      tokens.revoke("page");

      assertThat(revoked.block()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      server.beat("build-01");
      assertThat(other.event()).isEqualTo("1 registered");
    }
  }

  @Test
  void aServerThatKnowsNoEventsHasNoneToTell() throws Exception {
    server.close();
    server = TestServer.start(AgentRegistry.over(store.agents(), InstantSource.system()));

    assertThat(listen().readAnswer()).startsWith("HTTP/1.1 404 ");
  }
}
