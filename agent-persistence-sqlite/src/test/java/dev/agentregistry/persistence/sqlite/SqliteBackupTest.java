package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqliteBackupTest {

  /** Enough for several steps. */
  private static final int AGENTS = 20_000;

  @TempDir Path folder;
  private Path source;
  private Path target;

  @BeforeEach
  void nameFiles() {
    source = folder.resolve("agents.db");
    target = folder.resolve("copy é?#%41.db");
  }

  @Test
  void theCopyHasAllThatWasAnsweredAndItsMarks() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(source)) {
      Beats.beat(store, Beats.heartbeat("one"), Beats.T0);
      SqliteBackup.copy(source, target, (pages, all) -> {});
    }

    assertThat(Shell.ask(target, "SELECT repo_path FROM agents")).containsExactly("/srv/repos/one");
    assertThat(Shell.ask(target, "PRAGMA application_id"))
        .containsExactly(String.valueOf(Schema.APPLICATION_ID));
    assertThat(Shell.ask(target, "PRAGMA user_version"))
        .containsExactly(String.valueOf(Schema.VERSION));
    assertThat(Shell.ask(target, "PRAGMA integrity_check")).containsExactly("ok");
  }

  @Test
  void nothingStaysBesideEitherFile() {
    SqliteAgentRepository.open(source).close();

    SqliteBackup.copy(source, target, (pages, all) -> {});

    assertThat(Folder.contents(folder)).containsOnlyKeys("agents.db", "copy é?#%41.db");
  }

  @Test
  void itEndsAndIsOfOneMomentWhileAnotherWritesWithoutAPause() throws Exception {
    fill();
    List<Long> steps = new ArrayList<>();
    try (SqliteAgentRepository store = SqliteAgentRepository.open(source)) {
      AtomicLong written = new AtomicLong();
      Steadily beats = new Steadily(store, written);
      Thread writer = new Thread(beats);
      writer.start();
      try {
        SqliteBackup.copy(
            source,
            target,
            (pages, all) -> {
              steps.add(pages);
              // Each step waits until something more was written.
              beats.awaitMore();
            });
      } finally {
        beats.stop();
        writer.join();
      }
      assertThat(written.get()).isGreaterThanOrEqualTo(steps.size());
    }

    assertThat(steps).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(3);
    assertThat(Shell.ask(target, "PRAGMA integrity_check")).containsExactly("ok");
    // The beats go to the agents in turn: as of one moment, no two differ by more than one.
    assertThat(
            Shell.ask(
                target,
                "SELECT max(version) - min(version) FROM agents WHERE repo_path LIKE '%/beat-_'"))
        .first()
        .isIn("0", "1", null);
    assertThat(Shell.ask(target, "SELECT count(*) FROM agents WHERE repo_path LIKE '%/agent-%'"))
        .containsExactly(String.valueOf(AGENTS));
  }

  @Test
  void anOlderFileIsCopiedAsItIs() {
    Shell.run(
        source,
        "PRAGMA application_id = " + Schema.APPLICATION_ID,
        "PRAGMA user_version = 3",
        "CREATE TABLE something (x)");

    SqliteBackup.copy(source, target, (pages, all) -> {});

    assertThat(Shell.ask(target, "PRAGMA user_version")).containsExactly("3");
    assertThat(Shell.ask(source, "PRAGMA user_version")).containsExactly("3");
  }

  @Test
  void whatIsNoSoundDatabaseOfOursIsRefused() throws IOException {
    assertRefused("there is no database " + source);
    Files.createFile(source);
    assertRefused("there is nothing in the database " + source);
    Shell.run(source, "CREATE TABLE foreigner (x)");
    assertRefused(source + " is the database of another program");
    Files.writeString(source, "no database, but a text of some length ".repeat(100));
    assertRefused(source + " is not a SQLite database");
  }

  @Test
  void aDamagedDatabaseIsNotTakenForABackup() throws IOException {
    fill();
    try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
      file.seek(file.length() / 2 & -4096L);
      file.write(new byte[8192]);
    }

    assertRefused("the database " + source + " is damaged");
  }

  private void assertRefused(String start) {
    assertThatThrownBy(() -> SqliteBackup.copy(source, target, (pages, all) -> {}))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageStartingWith(start);
  }

  private void fill() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(source)) {
      AtOnce.forEach(
          IntStream.range(0, AGENTS).boxed().toList(),
          i -> beat(store, Beats.heartbeat("agent-" + i), Beats.T0));
    }
  }

  /** Sends heartbeats, to nine agents in turn, until it is told to stop. */
  private static final class Steadily implements Runnable {

    private final SqliteAgentRepository store;
    private final AtomicLong written;
    private boolean isStopping;

    Steadily(SqliteAgentRepository store, AtomicLong written) {
      this.store = store;
      this.written = written;
    }

    @Override
    public void run() {
      while (!isStopping()) {
        beat(store, Beats.heartbeat("beat-" + written.get() % 9), Beats.T0);
        written.incrementAndGet();
        synchronized (this) {
          notifyAll();
        }
      }
    }

    synchronized void awaitMore() {
      long before = written.get();
      while (written.get() == before) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    synchronized void stop() {
      isStopping = true;
    }

    private synchronized boolean isStopping() {
      return isStopping;
    }
  }
}
