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
import picocli.CommandLine.Option;

@Command(
    name = "heartbeat",
    description = {
      "Sends one heartbeat, and shows the agent's record.",
      "It is for this machine and the git checkout around the current directory,",
      "unless told otherwise."
    },
    footer = {
      "%nExamples:",
      "  agents heartbeat",
      "  agents heartbeat --status working --issue TRCKR-280 --capability java",
      "  agents heartbeat --status offline"
    })
final class HeartbeatCommand implements Callable<Integer> {

  private final Shell shell;

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
      description = "How long it may be silent: 30s, 5m or plain seconds.",
      order = 7)
  private @Nullable Duration ttl;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  HeartbeatCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    Heartbeat heartbeat = heartbeat();
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
