package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No room is left on the disk: the server says so, still reads, and goes on once there is room. */
@Timeout(120)
class DiskFullIT {

  private static final String WHY = "No room left to write the database";

  @TempDir Path home;

  @Test
  void heartbeatsAreRefusedReadsAreAnsweredAndItGoesOnByItself() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder());
        ServerProcess server = ServerProcess.start(home);
        Beating agents = new Beating()) {
      agents.over(server, "known").registering(server, "new-");
      agents.awaitStored(50);

      disk.fill();
      agents.awaitRefused(50);
      Told.assertComeBack(agents.refusals().peek(), WHY, "free some disk space", "agents.db");
      ServerProcess.Reply page = server.send("GET", "/api/agents", "");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body().at("/total").asInt()).isPositive();

      disk.free();
      agents.awaitStored(50);
      agents.stop();
      assertThat(agents.refusals()).allSatisfy(refusal -> Told.assertComeBack(refusal, WHY));
      assertThat(agents.broken()).isEmpty();
      agents.assertGapless();
      assertThat(server.log()).contains(WHY);
      Told.assertInWords(server.log());
      server.stop();
      assertThat(Sqlite.versions(database())).isEqualTo(agents.lastVersions());
    }
  }

  @Test
  void aDiskThatTheLogAloneWouldFillIsNeverFull() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder());
        ServerProcess server = ServerProcess.start(home);
        Beating agents = new Beating()) {
      agents.over(server, "host-0");
      agents.over(server, "host-1");
      agents.awaitStored(3_000);
      // Nor does it matter what else fills it: two agents that are known need no more room.
      disk.fill();
      agents.awaitStored(1_000);
      agents.stop();

      assertThat(agents.refusals()).isEmpty();
      agents.assertGapless();
    }
  }

  @Test
  void aServerThatIsStoppedOnAFullDiskLosesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder());
        Beating agents = new Beating()) {
      try (ServerProcess server = ServerProcess.start(home)) {
        agents.over(server, "known").registering(server, "new-");
        agents.awaitStored(20);
        disk.fill();
        agents.awaitRefused(1);
        agents.stop();
        assertThat(server.stop()).isEqualTo(143);
        Told.assertInWords(server.log());
      }

      disk.free();
      assertThat(Sqlite.integrity(database())).isEqualTo("ok");
      assertThat(Sqlite.versions(database())).isEqualTo(agents.lastVersions());
    }
  }

  @Test
  void aStartWithoutRoomIsToldInOneLineAndOneWithRoomWorks() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder())) {
      disk.fill();
      Told.assertOneLine(
          Program.run(home, "serve", "--port", "0"), "no room left", database().toString());
      disk.free();

      try (ServerProcess server = ServerProcess.start(home)) {
        assertThat(server.beat("build-01").status()).isEqualTo(200);
        server.stop();
      }
      disk.fill();
      Told.assertOneLine(Program.run(home, "serve", "--port", "0"), database().toString());
      disk.free();

      try (ServerProcess server = ServerProcess.start(home)) {
        assertThat(server.beat("build-01").body().at("/version").asLong()).isEqualTo(2);
      }
    }
  }

  private Path folder() {
    return database().getParent();
  }

  private Path database() {
    return ServerProcess.database(home);
  }
}
