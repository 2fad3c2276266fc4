package dev.agentregistry.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "stats",
    description = "Counts the agents: by liveness, by status, and on the largest hosts.",
    footer = {"%nExamples:", "  agents stats", "  agents stats -o json | jq .liveness.stale"})
final class StatsCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  StatsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenRegistry open = registry.openExisting(shell)) {
      new CountsPresentation(shell, output.format()).counts(open.registry().count());
    }
    return ExitCode.DONE;
  }
}
