package dev.agentregistry.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** Puts the command line together. A new command is one more line here. */
final class CommandTree {

  // Lambdas: a reference to the constructor would load the class of each.
  private static final List<Entry> COMMANDS =
      List.of(
          new Entry("serve", shell -> new ServeCommand(shell)),
          new Entry("heartbeat", shell -> new HeartbeatCommand(shell)),
          new Entry("list", shell -> new ListCommand(shell)),
          new Entry("show", shell -> new ShowCommand(shell)),
          new Entry("remove", shell -> new RemoveCommand(shell)),
          new Entry("prune", shell -> new PruneCommand(shell)),
          new Entry("id", shell -> new IdCommand(shell)),
          new Entry("issues", shell -> new IssuesCommand(shell)),
          new Entry("check", shell -> new CheckCommand(shell)),
          new Entry("stats", shell -> new StatsCommand(shell)),
          new Entry("watch", shell -> new WatchCommand(shell)),
          new Entry("events", shell -> new EventsCommand(shell)),
          new Entry("export", shell -> new ExportCommand(shell)),
          new Entry("import", shell -> new ImportCommand(shell)),
          new Entry("backup", shell -> new BackupCommand(shell)),
          new Entry("doctor", shell -> new DoctorCommand(shell)),
          new Entry(
              "token",
              shell -> new TokenCommand(),
              new Entry("create", shell -> new TokenCreateCommand(shell)),
              new Entry("list", shell -> new TokenListCommand(shell)),
              new Entry("revoke", shell -> new TokenRevokeCommand(shell))),
          new Entry("completion", shell -> new CompletionCommand(shell)));

  private record Entry(String name, Function<Shell, Object> command, List<Entry> parts) {

    Entry(String name, Function<Shell, Object> command, Entry... parts) {
      this(name, command, List.of(parts));
    }
  }

  private CommandTree() {}

  /**
   * The command line for these arguments. Where they start with a command, the others are left out:
   * looking at each with reflection would make every start slower.
   */
  static CommandLine of(Shell shell, List<String> arguments) {
    CommandLine agents = new CommandLine(new AgentsCommand());
    agents.addMixin("common", new CommonOptions());
    needed(arguments).forEach(entry -> add(agents, entry, shell));
    return configure(agents, shell);
  }

  private static List<Entry> needed(List<String> arguments) {
    if (arguments.equals(List.of("--version")) || arguments.equals(List.of("-V"))) {
      return List.of();
    }
    List<Entry> named =
        COMMANDS.stream()
            .filter(entry -> !arguments.isEmpty() && entry.name().equals(arguments.getFirst()))
            .toList();
    return named.isEmpty() ? COMMANDS : named;
  }

  private static void add(CommandLine parent, Entry entry, Shell shell) {
    CommandLine command = new CommandLine(entry.command().apply(shell));
    command.addMixin("common", new CommonOptions());
    command.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false);
    parent.addSubcommand(entry.name(), command);
    entry.parts().forEach(part -> add(command, part, shell));
  }

  private static CommandLine configure(CommandLine agents, Shell shell) {
    FailureTeller teller = new FailureTeller(shell);
    Values.register(agents);
    return agents
        .setOut(new PrintWriter(shell.out(), true))
        .setErr(new PrintWriter(shell.surroundings().err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            Help.defaultColorScheme(shell.hasColour(StandardStream.OUT) ? Ansi.ON : Ansi.OFF))
        // A value such as @team means itself, even where there is a file named team.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(teller)
        .setExecutionExceptionHandler(teller);
  }
}
