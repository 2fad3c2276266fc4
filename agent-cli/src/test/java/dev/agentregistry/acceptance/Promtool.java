package dev.agentregistry.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own judge of metrics and rules. */
final class Promtool {

  private static final String NAME = "promtool";

  private Promtool() {}

  /** Skips the test where there is none; not with {@code CI=true}: there it would fail. */
  static void runOrSkip() {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(isThere(), NAME + " (of Debian's prometheus) is on the PATH");
    }
  }

  private static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, NAME)));
  }

  /** Runs it on files of the documentation. */
  static Program.Result run(Path home, String... arguments) {
    List<String> command = Stream.concat(Stream.of(NAME), Stream.of(arguments)).toList();
    return Program.run(
        Program.builder(home, command).directory(Program.ROOT.resolve("docs").toFile()));
  }

  /** What it says of the text of a scrape. */
  static Program.Result checkMetrics(Path home, String text) throws IOException {
    Path scraped = Files.writeString(home.resolve("metrics.txt"), text);
    return Program.run(
        Program.builder(home, List.of("sh", "-c", NAME + " check metrics < " + scraped)));
  }
}
