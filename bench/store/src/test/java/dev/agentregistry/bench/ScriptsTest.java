package dev.agentregistry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A full run takes too long for every build; that bash can read its scripts is seen here. */
class ScriptsTest {

  private static final Path BENCH = Path.of("").toAbsolutePath().getParent();

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(BENCH)) {
      List<Path> scripts =
          files.filter(Files::isRegularFile).filter(ScriptsTest::isForBash).toList();
      assertThat(scripts).contains(BENCH.resolve("run"), BENCH.resolve("store/run"));
      return scripts;
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void bashCanReadIt(Path script) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bash.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  /** Programs, and the parts that they are put together from. */
  private static boolean isForBash(Path file) {
    boolean isBuilt = file.startsWith(BENCH.resolve("store/target"));
    return !isBuilt && (Files.isExecutable(file) || file.toString().endsWith(".sh"));
  }
}
