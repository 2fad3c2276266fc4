package dev.agentregistry.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user why a run failed: one line, and with {@code --verbose} the stack trace. */
final class FailureTeller implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final String VERBOSE = "--verbose";

  private final Shell shell;

  FailureTeller(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    Failure usage = new Failure(ExitCode.USAGE, describe(failure));
    return tell(usage, failure, failure.getCommandLine(), Arrays.asList(arguments));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    if (failure instanceof StandardOutput.Failure output && output.isClosedPipe()) {
      // Whoever read it has read enough, as in `agents list | head -1`.
      return ExitCode.DONE;
    }
    // What was done before it failed is told before.
    shell.flushQuietly();
    return tell(Failure.of(failure), failure, command, result.originalArgs());
  }

  private int tell(Failure failure, Exception cause, CommandLine command, List<String> arguments) {
    String help =
        failure.exitCode() == ExitCode.USAGE
            ? " (see '" + command.getCommandSpec().qualifiedName() + " --help')"
            : "";
    shell.say("agents: " + failure.line() + help);
    if (arguments.contains(VERBOSE)) {
      shell.sayTrace(cause);
    }
    return failure.exitCode();
  }

  private static String describe(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return describe(unmatched);
    }
    ArgSpec argument = failure.getArgSpec();
    if (failure.getCause() instanceof TypeConversionException badValue && argument != null) {
      return name(argument) + " " + badValue.getMessage();
    }
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("wrong usage");
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static String describe(UnmatchedArgumentException unmatched) {
    String argument = unmatched.getUnmatched().getFirst();
    boolean isCommand =
        !unmatched.getCommandLine().getSubcommands().isEmpty() && !unmatched.isUnknownOption();
    String kind = unmatched.isUnknownOption() ? "option" : isCommand ? "command" : "argument";
    String unknown = "unknown " + kind + " '" + argument + "'";
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty()
        ? unknown
        : unknown
            + ": did you mean "
            + suggestions.stream().limit(3).collect(Collectors.joining(" or "))
            + "?";
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
