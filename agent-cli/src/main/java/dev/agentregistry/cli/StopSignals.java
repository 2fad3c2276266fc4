package dev.agentregistry.cli;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which signals told this process to stop. The JVM says to nobody which it was, but it handles each
 * on a thread that is named for it, and that lives until the shutdown is over.
 */
final class StopSignals {

  private static final Pattern HANDLER = Pattern.compile("SIG([A-Z]+) handler");
  private static final String INTERRUPT = "INT";

  private StopSignals() {}

  /**
   * Whether an end is wanted by another signal than that of Ctrl-C, which the terminal sends to all
   * processes in front of it. Where the JVM names no signal, it is taken for another.
   */
  static boolean areMoreThanInterrupts() {
    Set<String> arrived = arrived();
    return arrived.isEmpty() || arrived.stream().anyMatch(signal -> !signal.equals(INTERRUPT));
  }

  private static Set<String> arrived() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> HANDLER.matcher(thread.getName()))
        .filter(Matcher::matches)
        .map(handler -> handler.group(1))
        .collect(Collectors.toSet());
  }
}
