package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one file, as when somebody starts a second one by mistake. */
@Timeout(120)
class TwoServersIT {

  private static final int AGENTS = 4;

  @TempDir Path home;

  @Test
  void bothTakeHeartbeatsOfTheSameAgentsAndNoneIsLostOrCountedTwice() throws Exception {
    CompletableFuture<ServerProcess> starting =
        CompletableFuture.supplyAsync(() -> ServerProcess.start(home));
    try (ServerProcess one = ServerProcess.start(home);
        ServerProcess other = starting.get();
        Beating agents = new Beating()) {
      for (int i = 0; i < AGENTS; i++) {
        agents.over(one, "shared-" + i).over(other, "shared-" + i);
      }
      agents.awaitStored(200);
      agents.stop();

      assertThat(agents.refusals()).isEmpty();
      assertThat(agents.broken()).isEmpty();
      agents.assertGapless();
      assertThat(one.stop()).isEqualTo(143);
      assertThat(other.stop()).isEqualTo(143);
      Told.assertInWords(one.log());
      Told.assertInWords(other.log());
      assertThat(Sqlite.versions(database())).isEqualTo(agents.lastVersions());
      assertThat(database().resolveSibling("agents.db-wal")).doesNotExist();
    }
  }

  @Test
  void whereOneIsKilledAndOneIsStoppedTheThirdDoesNotNotice() throws Exception {
    try (ServerProcess killed = ServerProcess.start(home);
        ServerProcess stopped = ServerProcess.start(home);
        ServerProcess last = ServerProcess.start(home);
        Beating toEnd = new Beating();
        Beating agents = new Beating()) {
      toEnd.over(killed, "killed").over(stopped, "stopped");
      agents.over(last, "last-1").over(last, "last-2");
      toEnd.awaitStored(20);
      killed.kill();
      agents.awaitStored(20);
      stopped.stop();
      agents.awaitStored(20);
      agents.stop();
      toEnd.stop();

      assertThat(agents.refusals()).isEmpty();
      agents.assertGapless();
      toEnd.assertGapless();
      Told.assertInWords(last.log());
      assertThat(Sqlite.versions(database())).containsAllEntriesOf(agents.lastVersions());
      toEnd
          .lastVersions()
          .forEach(
              (id, version) ->
                  assertThat(
                          last.send("GET", "/api/agents/" + id, "").body().at("/version").asLong())
                      .isBetween(version, version + 1));
    }
  }

  private Path database() {
    return ServerProcess.database(home);
  }
}
