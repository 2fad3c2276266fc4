package dev.agentregistry.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description = {
      "Takes access tokens back, without asking.",
      "A running server lets nobody in with them any more within a second."
    },
    footer = {
      "%nExit code 4 says that one or more were unknown; all others are revoked.",
      "%nExamples:",
      "  agents token revoke ci-runners"
    })
final class TokenRevokeCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The tokens' names.")
  private List<String> names = List.of();

  @Mixin private final RegistryOptions registry = new RegistryOptions();

  TokenRevokeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    int exitCode = ExitCode.DONE;
    try (OpenRegistry open = registry.openExisting(shell)) {
      for (String name : new LinkedHashSet<>(names)) {
        if (open.tokens().get().revoke(name)) {
          shell.out().line("Revoked " + name + ".");
        } else {
          shell.say(
              "agents: there is no token '%s': 'agents token list' shows those that there are"
                  .formatted(name));
          exitCode = ExitCode.NOT_FOUND;
        }
      }
    }
    return exitCode;
  }
}
