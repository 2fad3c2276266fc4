package dev.agentregistry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a command talks through. What was asked for goes to {@link #out()}, everything else to
 * standard error.
 */
final class Shell {

  private final Surroundings surroundings;
  private final StandardOutput out;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Shell(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = new StandardOutput(surroundings.out());
  }

  Surroundings surroundings() {
    return surroundings;
  }

  StandardOutput out() {
    return out;
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  /** An environment variable; an empty one counts as absent. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.environment().get(name))
        .filter(value -> !value.isEmpty());
  }

  /** A path as the user means it: from the current directory on. */
  Path resolve(String path) {
    return surroundings.directory().resolve(path).normalize();
  }

  /** Tells the user something, in one line. */
  void say(String line) {
    tell(Printable.of(line) + "\n");
  }

  /** Tells the user something that need not be told again in this run. */
  void sayOnce(String line) {
    if (said.add(line)) {
      say(line);
    }
  }

  /** Tells the user of a failure in full. */
  void sayTrace(Throwable failure) {
    StackTraces.lines(failure).forEach(line -> tell("  " + line.strip() + "\n"));
  }

  /**
   * Tells the user text of several lines, of which every part is printable already. No password
   * gets through, be it in an argument that nobody knows what to do with.
   */
  void tell(String text) {
    OutputStream err = surroundings.err();
    try {
      err.write(UrlSecrets.hidden(text).getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException nobodyListens) {
      // There is no other place to tell it.
    }
  }

  /** Brings out what was written so far, as far as somebody reads it. */
  void flushQuietly() {
    try {
      out.flush();
    } catch (IOException nobodyReads) {
      // Something else is being told already.
    }
  }

  /** Whether there is somebody to be asked. */
  boolean canAsk() {
    return surroundings.terminals().contains(StandardStream.IN)
        && surroundings.terminals().contains(StandardStream.ERR);
  }

  /** Asks a question that is answered with yes or no; anything but a yes is a no. */
  boolean ask(String question) throws IOException {
    tell(Printable.of(question) + " [y/N] ");
    String answer = readLine(surroundings.in()).strip();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  /** Whether standard output is a terminal. */
  boolean isTerminal() {
    return surroundings.terminals().contains(StandardStream.OUT);
  }

  /** How wide tables may be; empty where nothing limits it. */
  OptionalInt width(StandardStream stream) {
    return surroundings.terminals().contains(stream)
        ? surroundings.columns().get()
        : OptionalInt.empty();
  }

  /** Whether colours are wanted there: only on a terminal that knows them (no-color.org). */
  boolean hasColour(StandardStream stream) {
    return isClever(stream) && variable("NO_COLOR").isEmpty();
  }

  /** Whether standard output can be drawn over. */
  boolean canRedraw() {
    return isClever(StandardStream.OUT);
  }

  /** Whether there is a terminal that knows escape sequences. */
  private boolean isClever(StandardStream stream) {
    return surroundings.terminals().contains(stream)
        && variable("TERM").filter(terminal -> !terminal.equals("dumb")).isPresent();
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
