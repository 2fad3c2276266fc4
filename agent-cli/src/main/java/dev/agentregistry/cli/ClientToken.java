package dev.agentregistry.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token to ask a server with. Never one of the command line, where other users could read
 * it; and never this machine's own for another machine's server, which would then have it.
 */
final class ClientToken {

  private static final String VARIABLE = "AGENT_REGISTRY_TOKEN";
  private static final Set<String> THIS_MACHINE =
      Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

  private ClientToken() {}

  /** The token in the named file; else in the environment; else the one that a server here made. */
  static String find(Shell shell, @Nullable String file, URI server) {
    Settings settings = new Settings(shell);
    if (file != null) {
      return read(shell, shell.resolve(file));
    }
    Optional<String> token = shell.variable(VARIABLE);
    if (token.isPresent()) {
      return token.get().strip();
    }
    Optional<String> named = settings.find("--token-file", null, Values::notBlank);
    if (named.isPresent()) {
      return read(shell, shell.resolve(named.get()));
    }
    Path ours = TokenFile.beside(DatabaseFile.ofEnvironment(shell)).path();
    if (isThisMachine(server) && Files.exists(ours)) {
      return read(shell, ours);
    }
    throw CommandException.usage(
        "a token is needed for %s: name its file with --token-file, or put it into %s"
            .formatted(server, VARIABLE));
  }

  private static boolean isThisMachine(URI server) {
    return THIS_MACHINE.contains(String.valueOf(server.getHost()).toLowerCase(Locale.ROOT));
  }

  private static String read(Shell shell, Path file) {
    try {
      return new TokenFile(file).readExisting(shell);
    } catch (IOException e) {
      throw CommandException.failed("cannot read the token file " + file + ": " + Reason.of(e), e);
    }
  }
}
