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

/** A full run takes too long for every build; that its scripts can be read is seen here. */
class ScriptsTest {

  private static final Path BENCH = Path.of("").toAbsolutePath().getParent();

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(BENCH)) {
      return files.filter(Files::isRegularFile).filter(ScriptsTest::isForBash).toList();
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

  private static boolean isForBash(Path file) {
    String name = file.getFileName().toString();
    return !BENCH.relativize(file).toString().contains("target")
        && (name.endsWith(".sh") || name.equals("run"));
  }
}
