package dev.agentregistry.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** Stack traces that are safe to show: the messages in them may quote what agents report. */
final class StackTraces {

  private StackTraces() {}

  /** The lines of a trace, indented as Java does it, by tabs. */
  static Stream<String> lines(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().lines().map(StackTraces::printable);
  }

  private static String printable(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == '\t') {
      indent++;
    }
    return line.substring(0, indent) + Printable.of(line.substring(indent));
  }
}
