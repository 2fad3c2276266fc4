package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.Place;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "Lists agents.",
      "A filter may be repeated: several values of one mean \"any of these\"."
    },
    footer = {
      "%nExamples:",
      "  agents list",
      "  agents list --liveness stale --hostname build-01 --hostname build-02",
      "  agents list --issue TRCKR-280 -o wide",
      "  agents list --all --sort id -o ndjson | wc -l"
    })
final class ListCommand implements Callable<Integer> {

  private final Shell shell;

  @Mixin private final FilterOptions filters = new FilterOptions();

  @Mixin private final SortOption sort = new SortOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Values.LimitConverter.class,
      description = "Show at most N agents: 1 to 1000, by default 50.",
      order = 71)
  private @Nullable Integer limit;

  @Option(
      names = "--offset",
      paramLabel = "N",
      converter = Values.OffsetConverter.class,
      description = "Pass over the first N agents.",
      order = 72)
  private @Nullable Long offset;

  @Option(names = "--all", description = "Show all agents, however many there are.", order = 73)
  private boolean all;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions();

  ListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (all && (limit != null || offset != null)) {
      throw CommandException.usage("--all shows every agent: leave --limit and --offset out");
    }
    AgentQuery query = query();
    try (OpenRegistry open = registry.openExisting(shell)) {
      if (all) {
        showAll(new Pages(open.registry(), query));
      } else {
        showPage(query, open.registry().list(query));
      }
    }
    return ExitCode.DONE;
  }

  private AgentQuery query() {
    int pageSize = all ? AgentQuery.MAX_LIMIT : AgentQuery.DEFAULT_LIMIT;
    return filters
        .toQuery()
        .sort(sort.order())
        .limit(limit == null ? pageSize : limit)
        .place(offset == null ? Place.start() : new Place.Offset(offset))
        .build();
  }

  private void showAll(Pages pages) throws IOException {
    output.presentation(shell).pages(pages);
    if (pages.count() == 0) {
      sayEmpty(0);
    }
  }

  private void showPage(AgentQuery query, AgentPage<AgentRecord> page) throws IOException {
    output.presentation(shell).page(query, page);
    int shown = page.agents().size();
    if (shown == 0) {
      sayEmpty(page.total());
    } else if (output.isForPeople() && shown < page.total()) {
      shell.out().flush();
      shell.say(
          "%d of %s; --offset, --limit or --all show the others"
              .formatted(shown, PruneWords.agents(page.total())));
    }
  }

  private void sayEmpty(long total) {
    if (total > 0) {
      shell.say("No agents that far: there are " + total + " in all.");
    } else {
      shell.say(filters.areAbsent() ? "No agents yet." : "No agents match.");
    }
  }
}
