package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The three streams that a process is given, and what is behind each. */
enum StandardStream {
  IN("0"),
  OUT("1"),
  ERR("2");

  private static final Path LINUX_DESCRIPTORS = Path.of("/proc/self/fd");

  private final String descriptor;

  StandardStream(String descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Which streams are a terminal. {@link System#console()} can't tell them apart, and since Java 22
   * it may be there without any terminal at all.
   */
  static Set<StandardStream> terminals() {
    Set<StandardStream> terminals = EnumSet.noneOf(StandardStream.class);
    boolean linux = Files.isDirectory(LINUX_DESCRIPTORS);
    for (StandardStream stream : values()) {
      if (linux ? stream.linksToTerminal() : stream.testsAsTerminal()) {
        terminals.add(stream);
      }
    }
    return terminals;
  }

  /** On Linux a look at the link is enough, and costs nothing. */
  private boolean linksToTerminal() {
    try {
      String target = Files.readSymbolicLink(LINUX_DESCRIPTORS.resolve(descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException closed) {
      return false;
    }
  }

  /** Elsewhere {@code test -t} is asked, which shares our streams. */
  private boolean testsAsTerminal() {
    try {
      ProcessBuilder test = new ProcessBuilder("test", "-t", descriptor).inheritIO();
      return test.start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
