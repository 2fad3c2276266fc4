package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import dev.agentregistry.domain.AgentIdCollisionException;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.AgentRegistryException;
import dev.agentregistry.http.json.AgentJsonReader;
import dev.agentregistry.http.json.InvalidRequestException;
import dev.agentregistry.http.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Puts the records of a file into a registry. For one import; not thread-safe. */
final class Importer {

  private final ImportSource source;
  private final Shell shell;
  private final BadLines bad = new BadLines();
  private final AtomicLong good = new AtomicLong();
  private final AtomicLong imported = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();

  Importer(ImportSource source, Shell shell) {
    this.source = source;
    this.shell = shell;
  }

  /** The lines that were found bad so far. */
  BadLines bad() {
    return bad;
  }

  /** How many lines the check found good. */
  long good() {
    return good.get();
  }

  ImportReport report() {
    return new ImportReport(imported.get(), kept.get(), bad.count());
  }

  /** Whether no record was put back, nor found to be there. */
  boolean hasChangedNothing() {
    return imported.get() + kept.get() == 0;
  }

  /** Looks at every line, and at what the registry has of it, and changes nothing. */
  void check(AgentRegistry registry) throws IOException {
    boolean isEmpty = registry.list(AgentQuery.builder().limit(1).build()).total() == 0;
    KnownIds known = new KnownIds();
    try (Progress progress = Progress.of(shell, "Checking", Progress.Unit.MEBIBYTES)) {
      forEachAgent(
          progress,
          (line, agent) -> {
            OptionalLong other = known.note(agent, line.number());
            if (other.isPresent()) {
              throw new BadLineException(collision(agent, other.getAsLong()));
            }
            if (!isEmpty) {
              requireSameIdentity(registry, agent);
            }
            good.incrementAndGet();
          });
    }
  }

  /** Puts every record back, passing over bad lines. */
  void restore(AgentRegistry registry) throws IOException {
    try (Progress progress = Progress.of(shell, "Importing", Progress.Unit.MEBIBYTES)) {
      forEachAgent(
          progress,
          (line, agent) -> {
            boolean isStored = registry.restore(agent);
            (isStored ? imported : kept).incrementAndGet();
          });
    }
  }

  private void forEachAgent(Progress progress, BiConsumer<Line, Agent> action) throws IOException {
    LineWork.onEach(
        source,
        progress,
        line -> {
          try {
            action.accept(line, read(line));
          } catch (BadLineException | AgentIdCollisionException e) {
            bad.add(line.number(), String.valueOf(e.getMessage()));
          } catch (AgentRegistryException e) {
            throw stopped(line, e);
          }
        });
  }

  /** Says what to do: what is there already is kept, so that it may simply be run again. */
  private CommandException stopped(Line line, AgentRegistryException e) {
    long before = imported.get();
    return CommandException.failed(
        "the import stopped at line %d of %s: %s%s"
            .formatted(
                line.number(),
                source.name(),
                Failure.of(e).line(),
                before == 0
                    ? ""
                    : "; %s were imported: run it again, what is there is kept"
                        .formatted(PruneWords.agents(before))),
        e);
  }

  private static void requireSameIdentity(AgentRegistry registry, Agent agent) {
    Optional<AgentRecord> stored = registry.find(agent.id());
    if (stored.isPresent() && !stored.get().agent().identity().equals(agent.identity())) {
      throw new AgentIdCollisionException(
          agent.id(), stored.get().agent().identity(), agent.identity());
    }
  }

  private static String collision(Agent agent, long line) {
    return "%s is the ID of another identity on line %d: give one of the two another path"
        .formatted(agent.id(), line);
  }

  /** A line is no record; the message says why, in words of its own. */
  private static final class BadLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadLineException(String reason) {
      super(reason);
    }
  }

  private static Agent read(Line line) {
    if (line.isTooLong()) {
      throw new BadLineException("it is longer than 2 MiB, which no record is");
    }
    try {
      return AgentJsonReader.agent(line.text());
    } catch (InvalidRequestException e) {
      throw new BadLineException(String.valueOf(e.getMessage()));
    } catch (MalformedJsonException | UncheckedIOException e) {
      // The line of the body is always its first, which would mislead here.
      throw new BadLineException(
          String.valueOf(e.getMessage())
              .replace("the body is", "it is")
              .replace("(line 1, column", "(column"));
    }
  }
}
