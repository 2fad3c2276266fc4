package dev.agentregistry.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns the terminal has. */
final class TerminalWidth {

  private static final Pattern COLUMNS = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern STTY_SIZE = Pattern.compile("[0-9]+ ([1-9][0-9]{0,4})\\s*");

  private TerminalWidth() {}

  /** Takes {@code COLUMNS}, or asks {@code stty}; empty where neither knows. */
  static OptionalInt find(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return COLUMNS.matcher(columns).matches()
        ? OptionalInt.of(Integer.parseInt(columns))
        : askStty();
  }

  private static OptionalInt askStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] answer = stty.getInputStream().readNBytes(64);
      Matcher size = STTY_SIZE.matcher(new String(answer, StandardCharsets.US_ASCII));
      return size.matches() ? OptionalInt.of(Integer.parseInt(size.group(1))) : OptionalInt.empty();
    } catch (IOException noSttyOrNoTerminal) {
      return OptionalInt.empty();
    }
  }
}
