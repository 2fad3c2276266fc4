package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL database, as on two machines: to their clients they are one. */
@Timeout(120)
class PostgresTwoServersIT {

  @TempDir Path folder;
  private final PostgresDatabase database = PostgresDatabase.make();

  private ServerProcess server(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    return ServerProcess.start(
        home,
        "--db",
        database.url(),
        "--db-password-file",
        PostgresDatabase.passwordFile(home).toString());
  }

  @Test
  void whatOneIsToldTheOtherKnowsAndTellsWithinASecond() throws IOException {
    try (ServerProcess one = server("one");
        ServerProcess other = server("other");
        Followed events = Followed.on(other, folder)) {
      Reported.by("build-01").to(one);
      events.await("registered build-01");

      String id = Reported.by("build-02").to(one);
      long reportedAt = System.nanoTime();
      assertThat(other.send("GET", "/api/agents/" + id, "").body().at("/version").asInt())
          .isEqualTo(1);
      events.await("registered build-02");
      assertThat(Duration.ofNanos(System.nanoTime() - reportedAt))
          .isLessThan(Duration.ofSeconds(1));

      Reported.by("build-02").to(other);
      assertThat(one.send("GET", "/api/agents/" + id, "").body().at("/version").asInt())
          .isEqualTo(2);
      assertThat(other.send("DELETE", "/api/agents/" + id, "").status()).isEqualTo(204);
      assertThat(one.send("GET", "/api/agents/" + id, "").status()).isEqualTo(404);
      Told.assertInWords(one.log() + other.log());
    }
  }

  @Test
  void whoFallsSilentIsToldOnceByBoth() throws IOException {
    try (ServerProcess one = server("one");
        ServerProcess other = server("other");
        Followed atOne = Followed.on(one, folder, "--event", "stale");
        Followed atOther = Followed.on(other, folder, "--event", "stale")) {
      for (int i = 1; i <= 3; i++) {
        // Each is found silent after both servers have looked at those before it once more.
        Reported.by("build-0" + i).silentFor(1).to(i % 2 == 0 ? one : other);
        atOne.await("stale build-0" + i);
        atOther.await("stale build-0" + i);
      }

      assertThat(List.of(atOne.inWords(), atOther.inWords()))
          .isEqualTo(
              Collections.nCopies(
                  2, List.of("stale build-01", "stale build-02", "stale build-03")));
    }
  }
}
