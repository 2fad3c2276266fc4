package dev.agentregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Every command's help suffices, and fits a terminal of 80 columns. */
class HelpTest {

  private static final int COLUMNS = 80;

  static Stream<CommandLine> commands() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Shell shell = new Shell(new Cli(Path.of("/")).surroundings(nowhere, nowhere));
    return withParts(CommandTree.of(shell, List.of()));
  }

  private static Stream<CommandLine> withParts(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withParts));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineIsBrokenByTheTerminal(CommandLine command) {
    UsageMessageSpec help = command.getCommandSpec().usageMessage();

    // picocli breaks lines of this length already.
    assertThat(Stream.concat(Stream.of(help.description()), Stream.of(help.footer())))
        .allSatisfy(line -> assertThat(line.replace("%n", "")).hasSizeLessThan(COLUMNS));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itSaysHowToUseItWithExamplesInLinesThatFit(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    String[] words = (name + " --help").substring("agents ".length()).split(" ");

    Cli.Result result = new Cli(Path.of("/")).run(words);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("Usage: " + name)
        .contains("Examples:", "  " + name, "--verbose", "-h, --help");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= COLUMNS);
  }

  /** The list of commands shows nothing but the first line. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstLineIsAWholeSentence(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionSaysWhatItIsFor(CommandLine command) {
    assertThat(command.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @Test
  void thePartsOfCommandsWereReadToo() {
    assertThat(commands().map(command -> command.getCommandSpec().qualifiedName()))
        .contains("agents", "agents list", "agents token create");
  }
}
