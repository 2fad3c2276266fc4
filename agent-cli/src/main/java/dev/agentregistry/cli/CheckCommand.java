package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentQueryBuilder;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Liveness;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = {
      "Checks how many agents are there, for cron and CI: one line and an exit code.",
      "Filters choose which agents count: by default all."
    },
    footer = {
      "%nExit code 5 says that a check did not hold, 1 that nothing could be checked.",
      "%nExamples:",
      "  agents check --min-online 3",
      "  agents check --min-online 1 --max-stale 0 --hostname build-01",
      "  agents check --min-online 1 --issue TRCKR-280 -o json"
    })
final class CheckCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--min-online",
      paramLabel = "N",
      converter = Values.CountConverter.class,
      description = "At least so many have to be online.",
      order = 1)
  private @Nullable Long minOnline;

  @Option(
      names = "--max-stale",
      paramLabel = "N",
      converter = Values.CountConverter.class,
      description = "At most so many may be stale.",
      order = 2)
  private @Nullable Long maxStale;

  @Mixin private final WhichOptions which = new WhichOptions();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (minOnline == null && maxStale == null) {
      throw CommandException.usage("there is nothing to check: name --min-online or --max-stale");
    }
    try (OpenRegistry open = registry.openExisting(shell)) {
      List<Check> checks = List.of(online(open.registry()), stale(open.registry()));
      new CheckPresentation(shell, output.format()).checks(checks);
      return checks.stream().allMatch(Check::holds) ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }
  }

  private Check online(AgentRegistry agents) {
    long least = minOnline == null ? 0 : minOnline;
    return new Check(Liveness.ONLINE, count(agents, Liveness.ONLINE), least, Long.MAX_VALUE);
  }

  private Check stale(AgentRegistry agents) {
    long most = maxStale == null ? Long.MAX_VALUE : maxStale;
    return new Check(Liveness.STALE, count(agents, Liveness.STALE), 0, most);
  }

  private long count(AgentRegistry agents, Liveness liveness) {
    AgentQueryBuilder query = which.toQuery().livenesses(Set.of(liveness)).limit(1);
    return agents.list(query.build()).total();
  }
}
