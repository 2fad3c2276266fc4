package dev.agentregistry.cli;

import dev.agentregistry.domain.Scope;
import dev.agentregistry.domain.TokenRegistry;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "create",
    description = {
      "Makes an access token and prints it, this once: only its hash is stored.",
      "It goes to standard output alone, so that it can be written to a file."
    },
    footer = {
      "%nExit code 3 says that the name is taken.",
      "%nExamples:",
      "  agents token create --name ci-runners --scope agent",
      "  (umask 077; agents token create --name grafana --scope read > grafana.token)"
    })
final class TokenCreateCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What it is called in lists: letters, digits, '-', '_' and '.'.",
      order = 1)
  private String name = "";

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "SCOPE",
      description = "agent, read or admin.",
      order = 2)
  private Scope scope = Scope.READ;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  TokenCreateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenRegistry open = registry.openOrMake(shell)) {
      TokenRegistry tokens = open.tokens().get();
      String token =
          tokens
              .create(name, scope)
              .orElseThrow(
                  () ->
                      CommandException.refused(
                          "there is a token '%s' already: revoke it, or choose another name"
                              .formatted(name)));
      print(tokens, token);
      if (output.isForPeople()) {
        shell.say(
            "agents: made the token '%s' with the scope '%s'; it is not shown again"
                .formatted(name, Values.name(scope)));
      }
    }
    return ExitCode.DONE;
  }

  /** A token that nobody has got is not left behind. */
  private void print(TokenRegistry tokens, String token) {
    try {
      new TokenPresentation(shell, output.format()).made(name, scope, token);
      shell.out().flush();
    } catch (IOException e) {
      tokens.revoke(name);
      throw CommandException.failed(
          "the token '%s' is revoked again, since nobody got it: %s"
              .formatted(name, Failure.of(e).line()),
          e);
    }
  }
}
