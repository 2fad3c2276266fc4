package dev.agentregistry.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentregistry.domain.AgentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client finds its server. */
class ReachTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBasePathStandsBeforeEveryPath(boolean isLasting) throws Exception {
    String notFound = RawServer.problem(404, "", "There is no agent.");
    for (String base : new String[] {"", "/", "/registry", "/registry/", "/a/b//"}) {
      try (RawServer server = new RawServer(notFound);
          HttpAgentRegistry client =
              HttpAgentRegistry.open(
                  Far.options(URI.create(server.url() + base), Far.TOKEN, isLasting))) {
        assertThat(client.find(AgentId.ofNumber(1))).isEmpty();
        assertThat(server.requests().get(0))
            .startsWith(
                "GET " + base.replaceAll("/+$", "") + "/api/agents/agt_00000001 HTTP/1.1\r\n")
            .contains("Authorization: Bearer " + Far.TOKEN + "\r\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAddressOfIpVersion6Works(boolean isLasting) throws Exception {
    assumeTrue(hasIpVersion6(), "this machine has IPv6");
    try (Far server = Far.servingOn("::1");
        HttpAgentRegistry client = server.client(isLasting)) {
      assertThat(client.count().total()).isZero();
    }
  }

  private static boolean hasIpVersion6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException none) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientOutlivesARestartOfItsServer(boolean isLasting) throws Exception {
    Far first = Far.serving();
    try (HttpAgentRegistry client = first.client(isLasting)) {
      assertThat(client.count().total()).isZero();
      first.close();
      Far second = first.again();
      try {
        assertThat(client.count().total()).isZero();
      } finally {
        second.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "ftp://localhost",
        "http:///x",
        "http://a_b",
        "http://localhost:99999",
        "http://localhost:0",
        "http://localhost?x=1",
        "http://localhost#x",
      })
  void aUrlThatCannotBeAServersIsRefusedWithAnExample(String url) {
    assertThatThrownBy(() -> Far.options(URI.create(url), Far.TOKEN, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("http://127.0.0.1:8080", "'" + url + "'");
  }

  @Test
  void aPasswordInAUrlIsNotShown() {
    assertThatThrownBy(
            () -> Far.options(URI.create("http://me:s3cr3t@localhost"), Far.TOKEN, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user")
        .hasMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "ü"})
  void aTokenThatNoHeaderTakesIsRefusedAndNotShown(String token) {
    assertThatThrownBy(() -> Far.options(URI.create("http://localhost"), token, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the token must be visible ASCII characters without a space");
  }

  @Test
  void neitherOptionsNorRequestsShowTheToken() {
    URI url = URI.create("http://localhost");
    ClientOptions options =
        new ClientOptions(url, "s3cr3t", Optional.of(Path.of("/x")), true, Duration.ofSeconds(1));
    Request request =
        new Request(
            "GET",
            url,
            Map.of("Authorization", "Bearer s3cr3t"),
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(options + " " + request).doesNotContain("s3cr3t");
  }
}
