package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code agents serve --in-memory}: the same server, and nothing of it stays but the token. */
@Timeout(120)
class InMemoryServeIT {

  @TempDir Path home;

  @Test
  void itServesAsEverAndIsEmptyAfterItWasStopped() throws IOException {
    String token;
    try (ServerProcess server = ServerProcess.start(home, "--in-memory")) {
      token = server.token();
      assertThat(server.beat("build-01").body().at("/version").asLong()).isEqualTo(1);
      assertThat(server.beat("build-01").body().at("/version").asLong()).isEqualTo(2);
      assertThat(total(server)).isEqualTo(1);
      assertThat(server.log())
          .contains("in memory alone, and gone when this server stops")
          .contains(server.tokenFile().toString());
      server.stop();
    }

    assertThat(files()).containsExactly(ServerProcess.database(home).resolveSibling("token"));
    try (ServerProcess again = ServerProcess.start(home, "--in-memory")) {
      assertThat(again.token()).isEqualTo(token);
      assertThat(total(again)).isZero();
    }
  }

  @Test
  void aTokenFileThatIsNamedIsAllThatItMakes() throws IOException {
    Path tokenFile = home.resolve("my token");
    try (ServerProcess server =
        ServerProcess.start(home, "--in-memory", "--token-file", tokenFile.toString())) {
      assertThat(server.sendWithoutToken("GET", "/api/agents", "").status()).isEqualTo(401);
      server.stop();
    }

    assertThat(files()).containsExactly(tokenFile);
  }

  @Test
  void theDatabaseBesideItsTokenStaysAsItIs() throws IOException {
    try (ServerProcess durable = ServerProcess.start(home)) {
      durable.beat("build-01");
      durable.stop();
    }
    byte[] before = Files.readAllBytes(ServerProcess.database(home));
    try (ServerProcess inMemory = ServerProcess.start(home, "--in-memory")) {
      assertThat(total(inMemory)).isZero();
      inMemory.beat("build-02");
      inMemory.stop();
    }

    assertThat(ServerProcess.database(home)).hasBinaryContent(before);
  }

  private static long total(ServerProcess server) {
    return server.send("GET", "/api/agents", "").body().at("/total").asLong();
  }

  /** All files below the home but the test's own logs. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().endsWith(".log"))
          .toList();
    }
  }
}
