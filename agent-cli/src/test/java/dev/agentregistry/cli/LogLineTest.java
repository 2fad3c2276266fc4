package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {

  @Test
  void aRecordIsOneLine() {
    assertThat(new LogLine(false).format(entry(Level.INFO, "it\nis {0}", "up")))
        .isEqualTo("2026-01-31T09:30:00.000Z INFO  it\\nis up\n");
    assertThat(new LogLine(false).format(entry(Level.WARNING, "careful")))
        .isEqualTo("2026-01-31T09:30:00.000Z WARN  careful\n");
    assertThat(new LogLine(false).format(entry(Level.SEVERE, "broken")))
        .isEqualTo("2026-01-31T09:30:00.000Z ERROR broken\n");
    assertThat(new LogLine(true).format(entry(Level.FINE, "detail")))
        .isEqualTo("2026-01-31T09:30:00.000Z DEBUG detail\n");
  }

  @Test
  void whatWasThrownEndsTheLineAndIsTracedOnlyForDebugging() {
    LogRecord failed = entry(Level.SEVERE, "broken");
    failed.setThrown(new IllegalStateException("no\nluck"));

    assertThat(new LogLine(false).format(failed))
        .endsWith("ERROR broken: java.lang.IllegalStateException: no\\nluck\n")
        .hasLineCount(1);
    assertThat(new LogLine(true).format(failed)).contains("\tat dev.agentregistry.cli");
  }

  private static LogRecord entry(Level level, String message, Object... parameters) {
    LogRecord entry = new LogRecord(level, message);
    entry.setInstant(Cli.NOW);
    entry.setParameters(parameters);
    return entry;
  }

  @Test
  void aTraceBringsNoControlCharactersToTheTerminal() {
    LogRecord failed = new LogRecord(Level.SEVERE, "failed");
    failed.setThrown(new IllegalStateException("\u001b[2J\u0007", new Error("\u009b1m")));

    assertThat(new LogLine(true).format(failed))
        .contains("\tat dev.agentregistry.cli", "Caused by: java.lang.Error: ")
        .doesNotContain("\u001b", "\u0007", "\u009b");
  }
}
