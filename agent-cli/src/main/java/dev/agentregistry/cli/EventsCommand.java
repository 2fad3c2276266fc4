package dev.agentregistry.cli;

import dev.agentregistry.domain.EventKind;
import dev.agentregistry.domain.EventQuery;
import dev.agentregistry.domain.EventStream;
import dev.agentregistry.domain.RegistryEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "events",
    description = {
      "Tells what happens, as it happens, until Ctrl-C.",
      "Agents are registered, changed, stale, back, offline or removed; issues are",
      "contested, held again or orphaned. Silence is noticed while a server runs.",
      "A filter may be repeated: several values of one mean \"any of these\"."
    },
    footer = {
      "%nExamples:",
      "  agents events",
      "  agents events --event stale --event orphaned -o ndjson | ./page-me",
      "  agents events --event back --hostname build-01 --count 1",
      "  agents events --after 4711 -o ndjson"
    })
final class EventsCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Shell shell;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description =
          "Only these: registered, changed, stale, back, offline, removed, contested, held or"
              + " orphaned.",
      order = 9)
  private List<EventKind> kinds = List.of();

  @Mixin private final WhichOptions which = new WhichOptions();

  @Option(
      names = "--after",
      paramLabel = "ID",
      converter = Values.CountConverter.class,
      description = "Begin after the event with this number, as far as events are kept.",
      order = 71)
  private @Nullable Long after;

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = Values.CountConverter.class,
      description = "End after so many events.",
      order = 72)
  private long count = Long.MAX_VALUE;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions().lasting();

  EventsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    EventsPresentation presentation = EventsPresentation.of(shell, output.format());
    EventQuery query = new EventQuery(Set.copyOf(kinds), which.toQuery().build());
    OptionalLong place = after == null ? OptionalLong.empty() : OptionalLong.of(after);
    try (OpenRegistry open = registry.openExisting(shell);
        EventStream events = open.events().open(query, place)) {
      return tell(events, presentation);
    }
  }

  private int tell(EventStream events, EventsPresentation presentation) throws IOException {
    long left = count;
    while (left > 0) {
      for (RegistryEvent event : events.next(PATIENCE)) {
        if (left > 0) {
          presentation.event(event);
          // That some are missing is none of those that were waited for.
          left -= event instanceof RegistryEvent.Missed ? 0 : 1;
        }
      }
      // Whoever reads it has to see it now.
      shell.out().flush();
      if (Thread.currentThread().isInterrupted()) {
        return ExitCode.INTERRUPTED;
      }
    }
    return ExitCode.DONE;
  }
}
