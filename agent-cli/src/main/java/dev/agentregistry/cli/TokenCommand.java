package dev.agentregistry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Makes, lists and revokes access tokens.",
      "A running server knows of each change within a second."
    },
    footer = {
      "%nScopes: agent sends heartbeats and reads, read only reads, admin may do",
      "everything. The token that 'agents serve' makes when it first starts is for",
      "admins.",
      "%nExamples:",
      "  agents token create --name ci-runners --scope agent",
      "  agents token list",
      "  agents token revoke ci-runners"
    })
final class TokenCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command: create, list or revoke");
  }
}
