package dev.agentregistry.cli;

import dev.agentregistry.domain.Heartbeat;
import dev.agentregistry.domain.HeartbeatBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "heartbeat",
    description = {
      "Sends one heartbeat, and shows the agent's record.",
      "It is for this machine and the git checkout around the current directory,",
      "unless told otherwise.",
      "With --every it keeps on sending; with a COMMAND it does so while that runs,",
      "and ends with its exit code. The command finds its agent's ID in the variable",
      "AGENT_REGISTRY_AGENT_ID. At the end the agent says goodbye: it is offline."
    },
    footer = {
      "%nExamples:",
      "  agents heartbeat",
      "  agents heartbeat --status working --issue TRCKR-280 --capability java",
      "  agents heartbeat --status offline",
      "  agents heartbeat --every 30s",
      "  agents heartbeat --every 30s --status working -- make test"
    })
final class HeartbeatCommand implements Callable<Integer> {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
  private static final String DELIMITER = "--";

  private final Shell shell;
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--hostname",
      paramLabel = "NAME",
      description = "The machine's name; found out where absent.",
      order = 1)
  private @Nullable String hostname;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "The machine's address; found out where absent.",
      order = 2)
  private @Nullable String address;

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      description =
          "The checkout, symbolic links resolved; where absent, the git root around the current"
              + " directory, or that directory itself.",
      order = 3)
  private @Nullable String repo;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "A word such as working or idle; active where absent.",
      order = 4)
  private @Nullable String status;

  @Option(
      names = "--issue",
      paramLabel = "ID",
      description = "An issue that the agent works on (repeatable).",
      order = 5)
  private List<String> issues = List.of();

  @Option(
      names = "--capability",
      paramLabel = "NAME",
      description = "Something that the agent can do (repeatable).",
      order = 6)
  private List<String> capabilities = List.of();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      converter = Values.TtlConverter.class,
      description =
          "How long it may be silent: 30s, 5m or plain seconds. Where absent, 3 times --every, if"
              + " that is more than 5m.",
      order = 7)
  private @Nullable Duration ttl;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = Intervals.OfHeartbeats.class,
      description =
          "Keep on sending, about this often, until stopped: 1s to 7d. With a COMMAND 30s where"
              + " absent.",
      order = 8)
  private @Nullable Duration every;

  @Parameters(
      paramLabel = "[-- COMMAND...]",
      arity = "0..*",
      hideParamSyntax = true,
      description = "Run this, after --, with its own options; send heartbeats while it runs.")
  private List<String> command = List.of();

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  HeartbeatCommand(Shell shell) {
    this.shell = shell;
  }

  /** The options of a command to run are its own. */
  @Spec
  void spec(CommandSpec own) {
    spec = own;
    spec.parser().stopAtPositional(true);
  }

  @Override
  public Integer call() throws IOException {
    requireDelimiter();
    Heartbeat heartbeat = heartbeat();
    if (every == null && command.isEmpty()) {
      return sendOne(heartbeat);
    }
    // A registry that is away keeps nobody from working; a wrong command line is corrected first.
    registry.checkUsage(shell);
    RegistryOptions kept = registry.lasting();
    HeartbeatRun run =
        new HeartbeatRun(
            shell,
            // A file that goes meanwhile is not made anew: somebody may be putting a backup there.
            new KeptRegistry(() -> kept.openOrMake(shell), () -> kept.openExisting(shell)),
            heartbeat,
            every == null ? DEFAULT_INTERVAL : every);
    return command.isEmpty() ? run.untilStopped(output.presentation(shell)) : run.during(command);
  }

  /** What a person forgot to put an option before must not be run as a command. */
  private void requireDelimiter() {
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    boolean isDelimited =
        arguments.subList(arguments.indexOf(DELIMITER) + 1, arguments.size()).equals(command);
    if (!command.isEmpty() && !(arguments.contains(DELIMITER) && isDelimited)) {
      throw CommandException.usage(
          "unknown argument '%s': a command to run comes after --, as in 'agents heartbeat -- %1$s'"
              .formatted(command.getFirst()));
    }
  }

  private int sendOne(Heartbeat heartbeat) throws IOException {
    try (OpenRegistry open = registry.openOrMake(shell)) {
      output.presentation(shell).agent(open.registry().heartbeat(heartbeat));
    }
    return ExitCode.DONE;
  }

  private Heartbeat heartbeat() throws IOException {
    HeartbeatBuilder heartbeat =
        Heartbeat.builder()
            .hostname(hostname == null ? Hostname.find() : hostname)
            .machineAddress(address == null ? MachineAddress.find() : address)
            .repoPath(repoPath())
            .issueIds(issues)
            .capabilities(capabilities);
    if (status != null) {
      heartbeat.status(status);
    }
    if (ttl != null) {
      heartbeat.ttl(ttl);
    }
    return heartbeat.build();
  }

  private String repoPath() {
    Path directory = shell.surroundings().directory();
    if (repo == null) {
      return Checkout.around(directory);
    }
    // The domain says what is wrong with a blank one.
    return repo.isBlank() ? repo : Checkout.named(directory, repo);
  }
}
