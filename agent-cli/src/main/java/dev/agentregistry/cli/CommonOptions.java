package dev.agentregistry.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  @Option(
      names = "--verbose",
      description = "On failure, tell the details (the stack trace) too.",
      order = 100)
  private boolean verbose;

  // Only picocli looks at it.
  @SuppressWarnings("unused")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.",
      order = 101)
  private boolean help;

  boolean verbose() {
    return verbose;
  }
}
