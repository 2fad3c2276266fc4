package dev.agentregistry.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On connections of our own: HTTP clients clean paths up before they send them. */
class BasePathTest {

  private static final String AUTHORIZED = "Authorization: Bearer " + TestServer.TOKEN + "\n";

  private final TestServer server =
      TestServer.start(new WebOptions("/tools/registry", Set.of(), Set.of(), false));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/tools/registry"})
  void everyPathWorksWithItAndWithoutIt(String prefix) throws Exception {
    String id = server.beat("build-01");

    assertThat(server.post(prefix + "/api/agents/heartbeat", TestServer.heartbeat("b")).status())
        .isEqualTo(200);
    assertThat(server.get(prefix + "/api/agents?hostname=build-01&limit=1").number("/total"))
        .isEqualTo(1);
    assertThat(server.get(prefix + "/api/agents/" + id).text("/hostname")).isEqualTo("build-01");
    assertThat(server.get(prefix + "/api/stats").status()).isEqualTo(200);
    assertThat(server.post(prefix + "/api/agents", "{}").header("Allow")).isEqualTo("GET, HEAD");
    assertThat(server.delete(prefix + "/api/agents/" + id).status()).isEqualTo(204);
    assertThat(ask("GET", prefix + "/api/agents", "")).startsWith("HTTP/1.1 401 ");
  }

  /** What is not exactly the base path and a path of ours is nothing at all, or wants a token. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tools/registry/api/agents",
        "/tools/registry/api",
        "/tools/registry//api/agents",
        "/tools/registry///api/agents",
        "//tools/registry/api/agents",
        "///tools/registry/api/agents",
        "/tools//registry/api/agents",
        "/tools/registry/./api/agents",
        "/tools/registry/../registry/api/agents",
        "/tools/registry/x/../api/agents",
        "/tools/registry/x/../../api/agents",
        "/tools/registry/../../api/agents",
        "/tools/registry/%2e%2e/%2e%2e/api/agents",
        "/tools/registry/tools/registry/api/agents",
        "/tools/registry/api/tools/registry/api/agents",
        "/api/tools/registry/api/agents",
        "/tools/registry%2fapi/agents",
        "/tools/registry/%61pi/agents",
        "/tools/registry/%2fapi/agents",
        "/tools/registry/api%2fagents",
        "/tools%2fregistry/api/agents",
        "/tools/%72egistry/api/agents",
        "/Tools/Registry/api/agents",
        "/tools/registry/API/agents",
        "/tools/registry;x=1/api/agents",
        "/tools/registry/api;x=1/agents",
        "/tools/registry/;x=1/api/agents",
        "/tools/registry\\api/agents",
        "/tools/registryapi/agents",
        "/tools/registry/:/api/agents",
        "/tools/registry///:/api/agents",
        "/tools/registry?/api/agents",
        "/tools/registry#/api/agents",
        "http://localhost/tools/registry/api/agents",
        "http://localhost//tools/registry/api/agents",
      })
  void thereIsNoWayAroundTheToken(String path) throws Exception {
    server.beat("secret-host");

    assertThat(ask("GET", path, ""))
        .matches("(?s)HTTP/1\\.1 (400|401|404|308) .*")
        .doesNotContain("secret-host");
  }

  @ParameterizedTest
  @CsvSource({
    "/tools/registry/x/../api/agents, 200",
    "/tools/registry/%61pi/agents, 200",
    "/tools/registry/tools/registry/api/agents, 404",
    "/tools/registry//api/agents, 404",
    "/tools/registryapi/agents, 404",
    "/tools/%72egistry/api/agents, 404",
  })
  void itIsTakenOffOnceAsItIsWritten(String path, int status) throws Exception {
    assertThat(ask("GET", path, AUTHORIZED)).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void anIdKeepsTheWayInWhichItWasEncoded() throws Exception {
    assertThat(ask("GET", "/tools/registry/api/agents/a%2Fb", AUTHORIZED))
        .isEqualTo(ask("GET", "/api/agents/a%2Fb", AUTHORIZED));
  }

  @Test
  void withoutItsSlashItLeadsToItselfWithOne() throws Exception {
    assertThat(ask("GET", "/tools/registry", ""))
        .startsWith("HTTP/1.1 308 ")
        .containsIgnoringCase("Location: /tools/registry/\r\n");
    assertThat(ask("POST", "/tools/registry", "Content-Length: 0\n")).startsWith("HTTP/1.1 404 ");
  }

  private String ask(String method, String path, String headers) throws Exception {
    try (RawConnection connection = new RawConnection(server.port())) {
      return connection
          .send(method + " " + path + " HTTP/1.1\nHost: localhost\n" + headers + "\n")
          .readAnswer()
          .replaceAll("(?m)^Date: .*", "");
    }
  }
}
