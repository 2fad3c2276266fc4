package dev.agentregistry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the password for a database on a server. Never one of the command line, where other users
 * could read it.
 */
final class DatabasePassword {

  static final String OPTION = "--db-password-file";
  static final String VARIABLE = "AGENT_REGISTRY_DB_PASSWORD";

  /** As PostgreSQL's own tools have it. */
  private static final String POSTGRES_VARIABLE = "PGPASSWORD";

  private DatabasePassword() {}

  /**
   * The password in the named file; else in the environment. Empty where there is none: it may be
   * in {@code ~/.pgpass}, which the driver reads.
   *
   * @param file what the option names
   * @param isInUrl whether there is one in the URL, which counts for more than what PostgreSQL's
   *     own tools are given
   */
  static Optional<String> find(Shell shell, @Nullable String file, boolean isInUrl) {
    if (file == null) {
      Optional<String> ours = shell.variable(VARIABLE);
      if (ours.isPresent()) {
        return ours;
      }
    }
    Optional<Path> named =
        new Settings(shell).find(OPTION, file, Values::notBlank).map(shell::resolve);
    if (named.isPresent()) {
      return Optional.of(read(shell, named.get()));
    }
    return isInUrl ? Optional.empty() : shell.variable(POSTGRES_VARIABLE);
  }

  private static String read(Shell shell, Path file) {
    try {
      return new SecretFile(file, "password").readLine(shell);
    } catch (IOException e) {
      throw CommandException.failed(
          "cannot read the password file " + file + ": " + Reason.of(e), e);
    }
  }
}
