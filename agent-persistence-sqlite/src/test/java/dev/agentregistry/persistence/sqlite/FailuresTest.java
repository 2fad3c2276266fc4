package dev.agentregistry.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentregistry.domain.RegistryUnavailableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What becomes of SQLite's codes, the extended ones too. */
class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "SQLITE_BUSY, true, is busy",
    "SQLITE_BUSY_SNAPSHOT, true, is busy",
    "SQLITE_PROTOCOL, true, is busy",
    "SQLITE_FULL, true, no room left",
    "SQLITE_IOERR_WRITE, true, check its disk",
    "SQLITE_READONLY, false, cannot be written: check the owner and mode",
    "SQLITE_READONLY_DIRECTORY, false, cannot be written: check the owner and mode",
    "SQLITE_CANTOPEN, false, cannot be opened: check the owner and mode",
    "SQLITE_CORRUPT_INDEX, false, is damaged: restore a backup",
    "SQLITE_NOTADB, false, is not a SQLite database",
    "SQLITE_NOMEM, false, cannot be used (out of memory)"
  })
  void aCodeBecomesALineThatSaysWhatToDo(SQLiteErrorCode code, boolean retryable, String expected) {
    SQLiteException cause = new SQLiteException("out of memory", code);

    RegistryUnavailableException failure =
        new Failures(Path.of("some folder", "agents.db")).translate(cause);

    assertThat(failure).hasMessageContaining(expected).hasMessageContaining("agents.db");
    assertThat(failure).hasCause(cause);
    assertThat(failure.isRetryable()).isEqualTo(retryable);
  }

  @Test
  void anInterruptedCallerIsToldThatItsChangeMayBeStored() {
    RegistryUnavailableException failure =
        new Failures(Path.of("agents.db")).interrupted(new InterruptedException());

    assertThat(failure).hasMessageContaining("agents.db").hasMessageContaining("may or may not");
    assertThat(failure.isRetryable()).isTrue();
  }

  @Test
  void aCallerOfTooManyIsToldToTryAgain() {
    RegistryUnavailableException failure = new Failures(Path.of("agents.db")).overloaded();

    assertThat(failure).hasMessageContaining("agents.db").hasMessageContaining("try again");
    assertThat(failure.isRetryable()).isTrue();
  }
}
