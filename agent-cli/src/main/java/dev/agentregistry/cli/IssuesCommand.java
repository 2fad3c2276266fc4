package dev.agentregistry.cli;

import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.domain.IssueState;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "issues",
    description = {
      "Shows who works on what: each issue with the agents that name it.",
      "An issue is held by one online agent, contested by several, and orphaned",
      "where none of those that name it is online."
    },
    footer = {
      "%nExamples:",
      "  agents issues",
      "  agents issues --state contested --state orphaned",
      "  agents issues --hostname build-01 -o json",
      "  agents issues --all -o ndjson | jq -r .issue_id"
    })
final class IssuesCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only issues that are held, contested or orphaned; may be repeated.",
      order = 10)
  private List<IssueState> states = List.of();

  @Option(
      names = "--hostname",
      paramLabel = "NAME",
      description = "Only issues that an agent on this host names, in any case; may be repeated.",
      order = 11)
  private List<String> hostnames = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Values.LimitConverter.class,
      description = "Show at most N issues: 1 to 1000, by default 50.",
      order = 71)
  private @Nullable Integer limit;

  @Option(
      names = "--offset",
      paramLabel = "N",
      converter = Values.OffsetConverter.class,
      description = "Pass over the first N issues.",
      order = 72)
  private @Nullable Long offset;

  @Option(names = "--all", description = "Show all issues, however many there are.", order = 73)
  private boolean all;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  IssuesCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (all && (limit != null || offset != null)) {
      throw CommandException.usage("--all shows every issue: leave --limit and --offset out");
    }
    IssueQuery query = query();
    IssuesPresentation presentation = new IssuesPresentation(shell, output.format());
    try (OpenRegistry open = registry.openExisting(shell)) {
      if (all) {
        IssuePages pages = new IssuePages(open.registry(), query);
        presentation.pages(pages);
        sayEmpty(pages.count(), pages.count());
      } else {
        IssuePage page = open.registry().issues(query);
        presentation.page(query, page);
        sayMore(page);
      }
    }
    return ExitCode.DONE;
  }

  private IssueQuery query() {
    int pageSize = all ? IssueQuery.MAX_LIMIT : IssueQuery.DEFAULT_LIMIT;
    return IssueQuery.all()
        .in(Set.copyOf(states))
        .on(Set.copyOf(hostnames))
        .withLimit(limit == null ? pageSize : limit)
        .withOffset(offset == null ? 0 : offset);
  }

  private void sayMore(IssuePage page) throws IOException {
    int shown = page.issues().size();
    sayEmpty(shown, page.total());
    if (output.isForPeople() && shown > 0 && shown < page.total()) {
      shell.out().flush();
      shell.say(
          "%d of %d issues; --offset, --limit or --all show the others"
              .formatted(shown, page.total()));
    }
  }

  private void sayEmpty(long shown, long total) {
    if (shown > 0) {
      return;
    }
    if (total > 0) {
      shell.say("No issues that far: there are " + total + " in all.");
    } else if (states.isEmpty() && hostnames.isEmpty()) {
      shell.say("No agent names an issue.");
    } else {
      shell.say("No issues match.");
    }
  }
}
