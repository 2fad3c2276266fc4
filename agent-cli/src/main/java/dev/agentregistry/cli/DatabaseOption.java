package dev.agentregistry.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The database that a command works on: a file, or one on a server. */
final class DatabaseOption {

  private static final String NAME = "--db";

  @Option(
      names = NAME,
      paramLabel = "FILE|URL",
      description = {
        "The database file, or a PostgreSQL database as",
        "postgresql://USER@HOST/NAME (or AGENT_REGISTRY_DB).",
        "Default: $XDG_DATA_HOME/agent-registry/agents.db,",
        "or ~/.local/share/agent-registry/agents.db."
      },
      order = 90)
  private @Nullable String db;

  @Option(
      names = DatabasePassword.OPTION,
      paramLabel = "FILE",
      description =
          "The file with the password for a PostgreSQL database (or"
              + " AGENT_REGISTRY_DB_PASSWORD_FILE, or the password itself in"
              + " AGENT_REGISTRY_DB_PASSWORD or PGPASSWORD). By default ~/.pgpass.",
      order = 90)
  private @Nullable String passwordFile;

  /** Whether a database was named for this run, not only by the environment for every command. */
  boolean isGiven() {
    return db != null;
  }

  /** Whether a file with a password was named for this run. */
  boolean hasPasswordFile() {
    return passwordFile != null;
  }

  /**
   * The database, by option, environment or default. Nothing is opened or read yet.
   *
   * @throws CommandException if what was given cannot be meant
   */
  Database find(Shell shell) {
    Optional<String> url =
        Optional.ofNullable(db).or(() -> shell.variable(Database.VARIABLE)).filter(Database::isUrl);
    if (url.isPresent()) {
      return server(shell, url.get());
    }
    if (passwordFile != null) {
      throw CommandException.usage(
          "%s is for a database on a server: name it with --db postgresql://USER@HOST/NAME"
              .formatted(DatabasePassword.OPTION));
    }
    return DatabaseFile.find(shell, db);
  }

  private DatabaseServer server(Shell shell, String url) {
    boolean hasPassword = hasPassword(url);
    if (hasPassword && db != null) {
      throw CommandException.usage(
          "%s must have no password in it, which others could see in the list of processes: put it"
                  .formatted(NAME)
              + " into %s, ~/.pgpass, or a file that %s names"
                  .formatted(DatabasePassword.VARIABLE, DatabasePassword.OPTION));
    }
    return new DatabaseServer(
        url,
        () -> DatabasePassword.find(shell, passwordFile, hasPassword),
        DatabaseFile.byDefault(shell));
  }

  private boolean hasPassword(String url) {
    try {
      return Registries.hasPassword(url);
    } catch (IllegalArgumentException e) {
      // Without the cause, and without the URL: there may be a password in it.
      throw CommandException.usage((db == null ? Database.VARIABLE : NAME) + ": " + e.getMessage());
    }
  }
}
