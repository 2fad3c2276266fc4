package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Prints a script that lets a shell complete commands, options and values.",
    footer = {
      "%nExamples:",
      "  agents completion bash > ~/.local/share/bash-completion/completions/agents",
      "  source <(agents completion zsh)",
      "  agents completion fish > ~/.config/fish/completions/agents.fish"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells that it knows. */
  enum Kind {
    BASH,
    ZSH,
    FISH
  }

  private final Shell shell;

  @Parameters(
      paramLabel = "SHELL",
      converter = KindConverter.class,
      description = "bash, zsh or fish.")
  private Kind kind = Kind.BASH;

  CompletionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine agents = CommandTree.of(shell, List.of());
    spellValues(agents);
    String script =
        switch (kind) {
          // The script finds out which of the two it is in.
          case BASH, ZSH -> AutoComplete.bash("agents", agents);
          case FISH -> FishCompletion.of(agents);
        };
    shell.out().write(script);
    return ExitCode.DONE;
  }

  /**
   * Values as help and people spell them, and not as their constants are called in Java; and files
   * where files are wanted.
   */
  private static void spellValues(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      spec.remove(option);
      spec.addOption(spell(option));
    }
    for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
      spec.remove(parameter);
      spec.addPositional(spell(parameter));
    }
    command.getSubcommands().values().forEach(CompletionCommand::spellValues);
  }

  private static OptionSpec spell(OptionSpec option) {
    String[] names = option.names();
    OptionSpec.Builder copy =
        isFile(option)
            ? OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .arity("1")
                .paramLabel(option.paramLabel())
                .description(option.description())
                .type(Path.class)
            : OptionSpec.builder(option);
    values(option).ifPresent(copy::completionCandidates);
    return copy.build();
  }

  private static PositionalParamSpec spell(PositionalParamSpec parameter) {
    PositionalParamSpec.Builder copy =
        isFile(parameter)
            ? PositionalParamSpec.builder()
                .index(parameter.index())
                .arity(parameter.arity())
                .type(Path.class)
            : PositionalParamSpec.builder(parameter);
    values(parameter).ifPresent(copy::completionCandidates);
    return copy.build();
  }

  /** Picocli completes files for what has a type of files; ours are read as text. */
  private static boolean isFile(ArgSpec argument) {
    return List.of("FILE", "PATH", "FILE|URL").contains(argument.paramLabel());
  }

  private static Optional<List<String>> values(ArgSpec argument) {
    Class<?> type =
        argument.typeInfo().isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
    return type.isEnum()
        ? Optional.of(
            Arrays.stream(type.getEnumConstants())
                .map(constant -> Values.name((Enum<?>) constant))
                .toList())
        : Optional.empty();
  }

  /** For {@code SHELL}. */
  static final class KindConverter implements ITypeConverter<Kind> {
    @Override
    public Kind convert(String text) {
      return Values.oneOf(Kind.values(), text);
    }
  }
}
