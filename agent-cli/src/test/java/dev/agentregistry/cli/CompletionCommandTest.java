package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agents ex | export",
        "agents he | heartbeat",
        "agents list --li | --limit --liveness",
        "agents list --liveness st | stale",
        "agents list -o nd | ndjson",
        "agents import -o | text json",
        "agents doctor --fu | --full",
        "agents completion f | fish",
        "agents list --db here | here.db",
        "agents export here | here.db",
        "agents list --limit 1 | ''"
      })
  void bashCompletesCommandsOptionsAndValues(String typed, String expected) throws Exception {
    Files.createFile(folder.resolve("here.db"));

    assertThat(complete(typed + (typed.endsWith("-o") ? " " : "")))
        .containsExactlyInAnyOrderElementsOf(split(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theShellItselfTakesTheScript(String shell) throws Exception {
    assumeInstalled(shell);

    assertThat(run(List.of(shell, "-n", script(shell).toString()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agents ex | export",
        "agents list --live | --liveness",
        "agents list --liveness st | stale",
        "agents token | token",
        "agents token re | revoke",
        "agents token create --scope a | agent admin",
        "agents token list --sta | ''",
        "agents list --db here | here.db"
      })
  void fishCompletesCommandsOptionsAndValues(String typed, String expected) throws Exception {
    assumeInstalled("fish");
    Files.createFile(folder.resolve("here.db"));
    String program = "source '%s'; complete -C '%s'".formatted(script("fish"), typed);

    assertThat(run(List.of("fish", "--no-config", "-c", program)).lines())
        .extracting(line -> line.split("\t")[0])
        .containsExactlyInAnyOrderElementsOf(expected.isEmpty() ? List.of() : split(expected));
  }

  /** Where everything has to be tested, whatever is missing is a failure. */
  private static void assumeInstalled(String shell) {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(
          Stream.of("/bin", "/usr/bin", "/usr/local/bin")
              .anyMatch(bin -> Files.isExecutable(Path.of(bin, shell))),
          shell + " is installed");
    }
  }

  /** As bash does it when the tabulator key is pressed. */
  private List<String> complete(String typed) throws Exception {
    String words = typed.endsWith(" ") ? typed + "''" : typed;
    String program =
        """
        source "%s"
        COMP_WORDS=(%s)
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        # Only inside a completion may it change how words are completed, as it wants to.
        _complete_agents 2>/dev/null
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script("bash"), words);
    return run(List.of("bash", "--norc", "-c", program)).lines().map(String::strip).toList();
  }

  private Path script(String shell) throws IOException {
    Cli.Result result = new Cli(folder).run("completion", shell);
    assertThat(result.exitCode()).isZero();
    return Files.writeString(folder.resolve("completion." + shell), result.out());
  }

  private String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static List<String> split(String words) {
    return List.of(words.split(" ", -1));
  }
}
