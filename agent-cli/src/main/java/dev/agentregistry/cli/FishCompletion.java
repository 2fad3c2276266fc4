package dev.agentregistry.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a completion script for the shell fish, which picocli does not know. */
final class FishCompletion {

  private final StringBuilder script = new StringBuilder();

  private FishCompletion() {}

  /** The script; values and files are as the arguments of the commands have them. */
  static String of(CommandLine agents) {
    FishCompletion completion = new FishCompletion();
    completion.script.append("# Completion of agents for fish.\n");
    completion.add(agents, "");
    return completion.script.toString();
  }

  /**
   * Adds a command and those below it.
   *
   * @param command the command
   * @param seen what makes fish be in this command; empty for the program itself
   */
  private void add(CommandLine command, String seen) {
    CommandSpec spec = command.getCommandSpec();
    Map<String, CommandLine> below = command.getSubcommands();
    String here = conditionFor(seen, below);
    below.forEach(
        (name, child) -> {
          line(here, "-f -a " + quote(name) + description(child.getCommandSpec()));
          add(child, and(and(seen, "__fish_seen_subcommand_from " + name), others(name, below)));
        });
    spec.options().forEach(option -> line(here, option(option)));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!isFile(parameter)) {
        line(here, "-f" + values(parameter));
      }
    }
  }

  /** The commands below another one may be called as this one is, as in {@code token list}. */
  private static String others(String name, Map<String, CommandLine> siblings) {
    return siblings.entrySet().stream()
        .filter(sibling -> !sibling.getKey().equals(name))
        .filter(sibling -> sibling.getValue().getSubcommands().containsKey(name))
        .map(sibling -> "not __fish_seen_subcommand_from " + sibling.getKey())
        .collect(Collectors.joining("; and "));
  }

  private static String conditionFor(String seen, Map<String, CommandLine> below) {
    return below.isEmpty()
        ? seen
        : and(seen, "not __fish_seen_subcommand_from " + String.join(" ", below.keySet()));
  }

  private static String and(String one, String other) {
    return one.isEmpty() ? other : other.isEmpty() ? one : one + "; and " + other;
  }

  private void line(String condition, String rest) {
    script.append("complete -c agents -n ").append(quote(condition)).append(' ').append(rest);
    script.append('\n');
  }

  private static String option(OptionSpec option) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      words.append(isFile(option) ? " -r -F" : " -x" + values(option));
    }
    words.append(" -d ").append(quote(first(option.description())));
    return words.substring(1);
  }

  private static String values(ArgSpec argument) {
    Iterable<String> candidates = argument.completionCandidates();
    return candidates == null
        ? ""
        : " -a "
            + quote(
                StreamSupport.stream(candidates.spliterator(), false)
                    .collect(Collectors.joining(" ")));
  }

  private static String description(CommandSpec spec) {
    return " -d " + quote(first(spec.usageMessage().description()));
  }

  private static boolean isFile(ArgSpec argument) {
    return argument.type() == Path.class;
  }

  /** The first line, as far as there is one. */
  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  /** Within single quotes fish knows two escapes. */
  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
