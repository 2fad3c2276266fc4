package dev.agentregistry.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Values that come from an option or, where it is absent, from an environment variable. */
final class Settings {

  private final Shell shell;

  Settings(Shell shell) {
    this.shell = shell;
  }

  /**
   * Reads one value. What is wrong with it is told by the name that it came from.
   *
   * @param option the option's name, such as {@code --default-ttl}, which gives the variable's too
   * @param given what the option was given
   * @param read reads the text
   */
  <T> Optional<T> find(String option, @Nullable String given, Function<String, T> read) {
    if (given != null) {
      return Optional.of(read(option, given, read));
    }
    String variable = variable(option);
    return shell.variable(variable).map(text -> read(variable, text, read));
  }

  /** The environment variable that stands in for an option. */
  static String variable(String option) {
    return "AGENT_REGISTRY_"
        + option.substring("--".length()).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static <T> T read(String name, String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (TypeConversionException bad) {
      throw CommandException.usage(name + " " + bad.getMessage());
    }
  }
}
