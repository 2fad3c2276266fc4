package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentStatus;
import dev.agentregistry.domain.PointInTime;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.domain.PruneRequest;
import dev.agentregistry.domain.PruneTooLargeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description = {
      "Removes the agents that have been silent for long.",
      "Shows what would go and asks first; an agent that sends a heartbeat meanwhile",
      "stays."
    },
    footer = {
      "%nExit code 3 says that nothing was removed, for safety: the answer was no,",
      "nobody could be asked, or more than half of all agents would have gone.",
      "%nExamples:",
      "  agents prune --older-than 7d --dry-run",
      "  agents prune --older-than 12h --hostname build-01",
      "  agents prune --older-than 2w --status offline --yes"
    })
final class PruneCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  private final Shell shell;

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "TIME",
      description = "How long: 30s, 15m, 12h, 7d or 2w.",
      order = 1)
  private Duration olderThan = Duration.ZERO;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only agents with this status.",
      order = 2)
  private List<AgentStatus> statuses = List.of();

  @Option(
      names = "--hostname",
      paramLabel = "NAME",
      description = "Only agents on this host, in any case.",
      order = 3)
  private List<String> hostnames = List.of();

  @Option(names = "--dry-run", description = "Only show what would go.", order = 4)
  private boolean dryRun;

  @Option(names = "--yes", description = "Don't ask.", order = 5)
  private boolean yes;

  @Option(names = "--force", description = "Remove even more than half of all agents.", order = 6)
  private boolean force;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  PruneCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenRegistry open = registry.openExisting(shell)) {
      PointInTime before = new PointInTime.Ago(olderThan);
      boolean asks = !dryRun && !yes;
      PruneReport report = open.registry().prune(request(before, dryRun || asks));
      tell(asks ? carryOut(open.registry(), report) : report);
      if (dryRun) {
        warnIfTooLarge(open.registry(), report);
      }
      return ExitCode.DONE;
    }
  }

  /**
   * Asks first. With the cut-off of the plan: what goes is among what was shown, however long it
   * took.
   */
  private PruneReport carryOut(AgentRegistry open, PruneReport plan) throws IOException {
    if (plan.matched() > 0) {
      show(plan);
      refuseTooLarge(open, plan);
      confirm(plan);
    }
    return open.prune(request(new PointInTime.At(plan.cutoff()), false));
  }

  private PruneRequest request(PointInTime before, boolean asDryRun) {
    return new PruneRequest(before, Set.copyOf(statuses), Set.copyOf(hostnames), asDryRun, force);
  }

  private void show(PruneReport plan) {
    List<AgentRecord> first = plan.agents().stream().limit(SHOWN).toList();
    shell.say(PruneWords.summary(plan));
    shell.tell(AgentTable.on(shell, StandardStream.ERR, output.columns(shell)).lines(first));
    if (plan.matched() > first.size()) {
      shell.say("… and " + (plan.matched() - first.size()) + " more (--dry-run shows them)");
    }
  }

  /** Before anybody is asked: a yes would not help. */
  private void refuseTooLarge(AgentRegistry open, PruneReport plan) {
    long all = all(open);
    if (!force && PruneRequest.isTooLarge(plan.matched(), all)) {
      throw new PruneTooLargeException(plan.matched(), all);
    }
  }

  private void warnIfTooLarge(AgentRegistry open, PruneReport plan) {
    long all = all(open);
    if (!force && PruneRequest.isTooLarge(plan.matched(), all)) {
      shell.say(
          "%d of %d agents are more than half: without --force nothing will be removed."
              .formatted(plan.matched(), all));
    }
  }

  private static long all(AgentRegistry open) {
    return open.list(AgentQuery.builder().limit(1).build()).total();
  }

  private void confirm(PruneReport plan) throws IOException {
    if (!shell.canAsk()) {
      throw CommandException.refused(
          "nothing was removed, since nobody can be asked here: add --yes to remove "
              + PruneWords.agents(plan.matched()));
    }
    if (!shell.ask("Remove " + PruneWords.agents(plan.matched()) + "?")) {
      throw CommandException.refused("nothing was removed");
    }
  }

  private void tell(PruneReport report) throws IOException {
    output.presentation(shell).report(report);
    if (report.matched() == 0) {
      shell.say("No agents match: there is nothing to remove.");
    } else if (report.dryRun() || !output.isForPeople()) {
      shell.out().flush();
      shell.say(PruneWords.summary(report));
    }
  }
}
