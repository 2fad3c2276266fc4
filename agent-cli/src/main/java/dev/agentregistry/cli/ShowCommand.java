package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentRecord;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows one agent, whole.",
    footer = {"%nExamples:", "  agents show agt_d21ea4ea", "  agents show agt_d21ea4ea -o json"})
final class ShowCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(paramLabel = "ID", description = "The agent's ID.")
  private String id = "";

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  ShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenRegistry open = registry.openExisting(shell)) {
      AgentRecord agent =
          AgentId.parse(id)
              .flatMap(open.registry()::find)
              .orElseThrow(() -> CommandException.notFound(UnknownAgent.line(id)));
      output.presentation(shell).agent(agent);
    }
    return ExitCode.DONE;
  }
}
