package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.acceptance.Program.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the file of a server that is hard at work. */
@Timeout(180)
class BackupBesideServerIT {

  private static final int COPIES = 3;

  @TempDir Path home;

  @Test
  void itHasAllThatWasAnsweredBeforeAndTheServerGoesOn() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        Beating agents = new Beating()) {
      for (int i = 0; i < 8; i++) {
        agents.over(server, "beating-" + i).registering(server, "new-" + i + "-");
      }
      for (int i = 0; i < COPIES; i++) {
        agents.awaitStored(500);
        Map<String, Long> answered = agents.lastVersions();

        Path copy = home.resolve("copy-" + i + ".db");
        Result backup = Program.run(home, "backup", copy.toString());

        assertThat(backup.exitCode()).as(backup.err()).isZero();
        assertThat(copy.resolveSibling(copy.getFileName() + "-wal")).doesNotExist();
        assertThat(Sqlite.integrity(copy)).isEqualTo("ok");
        Map<String, Long> copied = Sqlite.versions(copy);
        assertThat(copied.keySet()).containsAll(answered.keySet());
        answered.forEach(
            (id, version) -> assertThat(copied.get(id)).as(id).isGreaterThanOrEqualTo(version));
      }
      agents.stop();
      assertThat(agents.refusals()).isEmpty();
      assertThat(agents.broken()).isEmpty();
      Told.assertInWords(server.log());

      Result doctor = Program.run(home, "doctor", "--full");
      assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    }
  }
}
