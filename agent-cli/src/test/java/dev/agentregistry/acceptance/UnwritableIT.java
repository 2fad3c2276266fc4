package dev.agentregistry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file, or the folder around it, can no longer be written. */
@Timeout(120)
class UnwritableIT {

  @TempDir Path home;

  @Test
  void onAReadOnlyDiskEachCommandThatWritesIsRefusedInOneLine() throws Exception {
    try (SmallDisk disk = SmallDisk.at(folder())) {
      try (ServerProcess server = ServerProcess.start(home)) {
        assertThat(server.beat("build-01").status()).isEqualTo(200);
        server.stop();
      }
      disk.makeReadOnly();

      String file = database().toString();
      Told.assertOneLine(Program.run(home, "serve", "--port", "0"), file);
      Told.assertOneLine(Program.run(home, "heartbeat"), file);
      Told.assertOneLine(Program.run(home, "prune", "--older-than", "0s", "--yes"), file);
      disk.makeWritable();

      try (ServerProcess server = ServerProcess.start(home)) {
        assertThat(server.beat("build-01").body().at("/version").asLong()).isEqualTo(2);
      }
    }
  }

  @Test
  void whatBecomesReadOnlyUnderARunningServerIsToldAndItGoesOnOnceItIsWritable() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        Beating agents = new Beating()) {
      agents.over(server, "build-01").over(server, "build-02");
      agents.awaitStored(20);

      try (ReadOnly files = ReadOnly.make(filesOfTheDatabase())) {
        agents.awaitRefused(20);
        assertThat(files.count()).isGreaterThan(1);
        Told.assertComeBack(agents.refusals().peek(), database().toString());
        assertThat(server.send("GET", "/api/agents", "").body().at("/total").asInt()).isEqualTo(2);
      }
      agents.awaitStored(20);
      agents.stop();

      agents.assertGapless();
      assertThat(agents.broken()).isEmpty();
      Told.assertInWords(server.log());
      server.stop();
      assertThat(Sqlite.versions(database())).isEqualTo(agents.lastVersions());
    }
  }

  @Test
  void aFolderThatIsRemovedUnderARunningServerIsToldAndTheServerCanBeStopped() throws Exception {
    try (ServerProcess server = ServerProcess.start(home);
        HttpConnection connection = HttpConnection.to(server)) {
      String beat = ServerProcess.heartbeat("build-01");
      assertThat(connection.beat(beat).status()).isEqualTo(200);
      remove(folder());

      Told.assertComeBack(connection.beat(beat), "was moved, deleted or replaced", "restart");
      Told.assertComeBack(connection.beat(beat), database().toString());
      assertThat(server.stop()).isEqualTo(143);
      Told.assertInWords(server.log());
      assertThat(folder()).doesNotExist();
    }
  }

  /** Files that nobody can write, not even root and not even who has them open. */
  private record ReadOnly(List<Path> files) implements AutoCloseable {

    static ReadOnly make(List<Path> files) {
      Privileged.runOrSkip(folder(files), chattr("+i", files));
      return new ReadOnly(files);
    }

    int count() {
      return files.size();
    }

    @Override
    public void close() {
      Privileged.run(folder(files), chattr("-i", files));
    }

    private static Path folder(List<Path> files) {
      return files.getFirst().getParent();
    }

    private static List<String> chattr(String change, List<Path> files) {
      List<String> command = new ArrayList<>(List.of("chattr", change));
      files.forEach(file -> command.add(file.toString()));
      return command;
    }
  }

  private List<Path> filesOfTheDatabase() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().matches("agents\\.db(-wal)?"))
          .toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
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
