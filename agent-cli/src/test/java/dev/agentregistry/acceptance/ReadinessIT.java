package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server says that it is ready exactly while its store takes writes. */
@Timeout(120)
class ReadinessIT {

  @TempDir Path home;

  @Test
  void fromItsFirstAnswerOnItIsReady() {
    try (ServerProcess server = ServerProcess.start(home)) {
      assertReady(server);
    }
  }

  @Test
  void notWhileAnotherProcessHoldsTheLock() throws Exception {
    try (ServerProcess server = ServerProcess.start(home)) {
      try (WriteLock lock = WriteLock.on(ServerProcess.database(home))) {
        awaitReadiness(server, 503);
        lock.release();
      }
      awaitReadiness(server, 200);
    }
  }

  @Test
  void notWhileTheDiskIsFull() throws Exception {
    try (SmallDisk disk = SmallDisk.at(ServerProcess.database(home).getParent());
        ServerProcess server = ServerProcess.start(home);
        Beating agents = new Beating()) {
      agents.over(server, "known").registering(server, "new-");
      agents.awaitStored(50);
      disk.fill();
      awaitReadiness(server, 503);
      // Or new agents would fill this small disk once more.
      agents.stop();
      disk.free();
      awaitReadiness(server, 200);
    }
  }

  @Test
  void notOnceTheDatabaseIsGone() throws Exception {
    try (ServerProcess server = ServerProcess.start(home)) {
      assertReady(server);
      Path database = ServerProcess.database(home);
      assertThat(database.toFile().renameTo(database.resolveSibling("moved").toFile())).isTrue();

      awaitReadiness(server, 503);
      assertThat(server.sendWithoutToken("GET", "/health/live", "").status()).isEqualTo(200);
    }
  }

  private static void assertReady(ServerProcess server) {
    ServerProcess.Reply reply = server.sendWithoutToken("GET", "/health/ready", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().at("/checks/0/name").asText()).isEqualTo("store");
  }

  private static void awaitReadiness(ServerProcess server, int status) {
    Eventually.holds(
        () -> server.sendWithoutToken("GET", "/health/ready", "").status() == status, server::log);
  }
}
