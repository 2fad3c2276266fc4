package dev.agentregistry.persistence.sqlite;

import static dev.agentregistry.persistence.sqlite.Beats.beat;
import static dev.agentregistry.persistence.sqlite.Beats.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else who writes, such as a person in the {@code sqlite3} shell. */
@Timeout(60)
class BusyTest {

  @TempDir Path folder;
  private Path file;
  private Shell shell;

  @BeforeEach
  void openAShell() {
    file = folder.resolve("agents.db");
    SqliteAgentRepository.open(file).close();
    shell = Shell.open(file);
  }

  @AfterEach
  void closeTheShell() {
    shell.close();
  }

  @Test
  void aChangeWaitsForAnotherWriter() throws Exception {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      shell.run("BEGIN IMMEDIATE");
      Future<Agent> answer = AtOnce.start(() -> beat(store, "one"));
      awaitWriterThatWaits();
      assertThat(answer).isNotDone();

      shell.run("COMMIT");

      assertThat(answer.get().version()).isEqualTo(1);
    }
  }

  @Test
  void readersDoNotWaitForAnotherWriter() {
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file)) {
      Agent stored = beat(store, "one");

      shell.run("BEGIN IMMEDIATE", "DELETE FROM agents");

      assertThat(store.find(id("one"))).contains(stored);
      shell.run("ROLLBACK");
    }
  }

  @Test
  void aChangeIsRefusedWhereAnotherWriterNeverEnds() {
    Connections impatient = new Connections(file, 100);
    try (SqliteAgentRepository store = SqliteAgentRepository.open(file, impatient, false)) {
      shell.run("BEGIN IMMEDIATE");

      RegistryUnavailableException refusal = Refusal.of(file, () -> beat(store, "one"));

      assertThat(refusal).hasMessageContaining("is busy: another process keeps writing; try again");
      assertThat(refusal.isRetryable()).isTrue();
      shell.run("ROLLBACK");
      assertThat(beat(store, "one").version()).isEqualTo(1);
    }
  }

  @Test
  void openingWaitsForAnotherWriterToo() throws Exception {
    Path fresh = folder.resolve("fresh.db");
    try (Shell other = Shell.open(fresh)) {
      other.run("BEGIN IMMEDIATE");
      Future<Agent> answer =
          AtOnce.start(
              () -> {
                try (SqliteAgentRepository store = SqliteAgentRepository.open(fresh)) {
                  return beat(store, "one");
                }
              });
      awaitThreadIn("DatabaseFile", "migrate");

      other.run("COMMIT");

      assertThat(answer.get().version()).isEqualTo(1);
    }
  }

  private static void awaitWriterThatWaits() {
    awaitThreadIn("AgentTable", "begin");
  }

  /** Looks until a thread is inside SQLite, called by this method. */
  private static void awaitThreadIn(String type, String method) {
    while (Thread.getAllStackTraces().values().stream()
        .noneMatch(stack -> stack.length > 0 && isIn(stack, type, method))) {
      if (Thread.interrupted()) {
        throw new AssertionError("no thread came to " + type + "." + method);
      }
      Thread.onSpinWait();
    }
  }

  private static boolean isIn(StackTraceElement[] stack, String type, String method) {
    return stack[0].isNativeMethod()
        && Arrays.stream(stack)
            .anyMatch(
                frame ->
                    frame.getClassName().endsWith("." + type)
                        && frame.getMethodName().equals(method));
  }
}
