package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentId;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = {
      "Removes agents for good, without asking.",
      "An agent that is still alive comes back with its next heartbeat, as a new one."
    },
    footer = {
      "%nExit code 4 says that one or more were unknown; all others are removed.",
      "%nExamples:",
      "  agents remove agt_d21ea4ea",
      "  agents remove agt_d21ea4ea agt_48a8263b"
    })
final class RemoveCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The agents' IDs.")
  private List<String> ids = List.of();

  @Mixin private final RegistryOptions registry = new RegistryOptions();

  RemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    int exitCode = ExitCode.DONE;
    try (OpenRegistry open = registry.openExisting(shell)) {
      for (String id : new LinkedHashSet<>(ids)) {
        if (AgentId.parse(id).filter(open.registry()::remove).isPresent()) {
          shell.out().line("Removed " + id + ".");
        } else {
          shell.say("agents: " + UnknownAgent.line(id));
          exitCode = ExitCode.NOT_FOUND;
        }
      }
    }
    return exitCode;
  }
}
