package dev.agentregistry.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns, and rows, the terminal has. */
final class TerminalWidth {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern STTY_SIZE = Pattern.compile("([0-9]{1,5}) ([0-9]{1,5})\\s*");

  private TerminalWidth() {}

  /** Takes {@code COLUMNS}, or asks {@code stty}; empty where neither knows. */
  static OptionalInt find(Map<String, String> environment) {
    OptionalInt columns = variable(environment, "COLUMNS");
    return columns.isPresent() ? columns : known(askStty().columns());
  }

  /**
   * The size at this moment: asks {@code stty}, then takes {@code COLUMNS} and {@code LINES}, which
   * don't change with the window; what nobody knows is as usual.
   */
  static TerminalSize now(Map<String, String> environment) {
    TerminalSize asked = askStty();
    return new TerminalSize(
        known(asked.columns())
            .orElse(variable(environment, "COLUMNS").orElse(TerminalSize.USUAL.columns())),
        known(asked.rows())
            .orElse(variable(environment, "LINES").orElse(TerminalSize.USUAL.rows())));
  }

  private static OptionalInt variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return NUMBER.matcher(value).matches()
        ? OptionalInt.of(Integer.parseInt(value))
        : OptionalInt.empty();
  }

  /** A terminal that was never told its size says 0. */
  private static OptionalInt known(int size) {
    return size > 0 ? OptionalInt.of(size) : OptionalInt.empty();
  }

  private static TerminalSize askStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] answer = stty.getInputStream().readNBytes(64);
      Matcher size = STTY_SIZE.matcher(new String(answer, StandardCharsets.US_ASCII));
      return size.matches()
          ? new TerminalSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)))
          : new TerminalSize(0, 0);
    } catch (IOException noSttyOrNoTerminal) {
      return new TerminalSize(0, 0);
    }
  }
}
