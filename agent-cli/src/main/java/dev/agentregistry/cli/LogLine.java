package dev.agentregistry.cli;

import dev.agentregistry.http.json.AgentJson;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** A log record as one line: {@code 2026-01-31T09:30:00.000Z INFO message}. */
final class LogLine extends Formatter {

  private final boolean traces;

  /**
   * Makes the format.
   *
   * @param traces whether stack traces follow the line; else only what was thrown ends it
   */
  LogLine(boolean traces) {
    this.traces = traces;
  }

  @Override
  public String format(LogRecord entry) {
    String line =
        "%s %-5s %s"
            .formatted(
                AgentJson.time(entry.getInstant()),
                word(entry.getLevel()),
                Printable.of(formatMessage(entry)));
    Throwable thrown = entry.getThrown();
    if (thrown == null) {
      return line + "\n";
    }
    return traces ? line + "\n" + trace(thrown) : line + ": " + Printable.of(thrown + "") + "\n";
  }

  private static String word(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    }
    return level.intValue() >= Level.CONFIG.intValue() ? "INFO" : "DEBUG";
  }

  private static String trace(Throwable thrown) {
    return StackTraces.lines(thrown).collect(Collectors.joining("\n", "", "\n"));
  }
}
