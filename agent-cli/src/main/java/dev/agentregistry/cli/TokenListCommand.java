package dev.agentregistry.cli;

import dev.agentregistry.domain.AccessToken;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = {
      "Lists the access tokens: their names, scopes and last use, never the tokens.",
      "The token of the token file is not among them."
    },
    footer = {"%nExamples:", "  agents token list", "  agents token list -o json"})
final class TokenListCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  TokenListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenRegistry open = registry.openExisting(shell)) {
      List<AccessToken> tokens = open.tokens().get().list();
      new TokenPresentation(shell, output.format()).list(tokens);
      if (tokens.isEmpty()) {
        shell.say("No tokens yet but the one in the token file.");
      }
    }
    return ExitCode.DONE;
  }
}
