package dev.agentregistry.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All that a run takes from the process around it, as values, so that tests can bring their own.
 *
 * @param environment the environment variables
 * @param directory the current directory, absolute
 * @param home the user's home
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminals which of the three are a terminal
 * @param columns the terminal's width, asked only if there is one
 * @param size the terminal's size at the moment, asked only if there is one
 * @param clock the time
 * @param atShutdown takes what is to be done when the process is told to stop
 */
record Surroundings(
    Map<String, String> environment,
    Path directory,
    Path home,
    InputStream in,
    OutputStream out,
    OutputStream err,
    Set<StandardStream> terminals,
    Supplier<OptionalInt> columns,
    Supplier<TerminalSize> size,
    InstantSource clock,
    Consumer<Runnable> atShutdown) {

  static Surroundings ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        environment,
        Path.of("").toAbsolutePath(),
        home(environment),
        new FileInputStream(FileDescriptor.in),
        // Not System.out: a PrintStream swallows the error that says that the reader is gone.
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        StandardStream.terminals(),
        () -> TerminalWidth.find(environment),
        () -> TerminalWidth.now(environment),
        InstantSource.system(),
        action -> Runtime.getRuntime().addShutdownHook(new Thread(action, "shutdown")));
  }

  /** As the shell sees it: {@code HOME}; Java's own idea of it comes from the user database. */
  private static Path home(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOME"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> Path.of(System.getProperty("user.home")));
  }
}
