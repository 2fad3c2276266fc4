package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentId;
import dev.agentregistry.domain.AgentIdentity;
import dev.agentregistry.domain.InvalidHeartbeatException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "id",
    description = {
      "Prints the ID of an agent, touching nothing.",
      "It is derived from where the agent runs; the three are taken byte for byte."
    },
    footer = {"%nExamples:", "  agents id build-01 10.0.0.5 /srv/repos/tracker"})
final class IdCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(index = "0", paramLabel = "HOSTNAME", description = "The machine's name.")
  private String hostname = "";

  @Parameters(index = "1", paramLabel = "ADDRESS", description = "The machine's address.")
  private String address = "";

  @Parameters(index = "2", paramLabel = "REPO", description = "The path of the checkout.")
  private String repo = "";

  IdCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try {
      AgentIdentity identity = new AgentIdentity(hostname, address, repo);
      shell.out().line(AgentId.derive(identity).value());
    } catch (InvalidHeartbeatException e) {
      // The domain's own words: here the three are no options.
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
    return ExitCode.DONE;
  }
}
