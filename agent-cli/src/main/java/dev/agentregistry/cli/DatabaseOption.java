package dev.agentregistry.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The database file that a command works on. */
final class DatabaseOption {

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

  /** Whether a file was named for this run, not only by the environment for every command. */
  boolean namesFile() {
    return db != null;
  }

  DatabaseFile file(Shell shell) {
    return DatabaseFile.find(shell, db);
  }
}
