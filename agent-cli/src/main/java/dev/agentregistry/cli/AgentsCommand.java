package dev.agentregistry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "agents",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A registry of software agents: who they are, what they do, who is alive.",
    footer = {
      "%nWhere a command acts:",
      "  --url URL   a running server (or AGENT_REGISTRY_URL), with --token-file FILE",
      "              or AGENT_REGISTRY_TOKEN; on this machine, by default with the",
      "              token that 'agents serve' made",
      "  --db FILE   a database file (or AGENT_REGISTRY_DB)",
      "  --db URL    a PostgreSQL database: postgresql://USER@HOST/NAME, with",
      "              --db-password-file FILE, AGENT_REGISTRY_DB_PASSWORD or ~/.pgpass",
      "  neither     the default database file, which 'agents serve' and",
      "              'agents heartbeat' make",
      "%nExit codes: 0 done, 1 failed, 2 wrong usage, 3 refused for safety (nothing was",
      "changed), 4 not found, 5 a check did not hold, 130 interrupted.",
      "%nExamples:",
      "  agents serve",
      "  agents heartbeat --status working --issue TRCKR-280",
      "  agents list --liveness online",
      "  agents list --help"
    })
final class AgentsCommand implements Runnable {

  // Only picocli looks at it.
  @SuppressWarnings("unused")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command there is nothing to do but help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
