package dev.agentregistry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On which registry a command works: for now always one in a database file. */
final class RegistryOptions {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = {
        "The database file (or AGENT_REGISTRY_DB). Default:",
        "$XDG_DATA_HOME/agent-registry/agents.db, or",
        "~/.local/share/agent-registry/agents.db."
      },
      order = 90)
  private @Nullable String db;

  /** Opens the registry; makes it where there is none. */
  OpenRegistry openOrMake(Shell shell) {
    return Registries.openOrMake(databaseFile(shell), shell.surroundings().clock());
  }

  /** Opens the registry, which has to be there. */
  OpenRegistry openExisting(Shell shell) {
    return Registries.openExisting(databaseFile(shell), shell.surroundings().clock());
  }

  /** Whether a file was named for this run, not only by the environment for every command. */
  boolean namesFile() {
    return db != null;
  }

  DatabaseFile databaseFile(Shell shell) {
    return DatabaseFile.find(shell, db);
  }
}
