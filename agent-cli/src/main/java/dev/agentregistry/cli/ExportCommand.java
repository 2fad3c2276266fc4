package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.AgentRegistry;
import dev.agentregistry.domain.Sort;
import dev.agentregistry.http.json.JsonBytes;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Writes every record, one JSON object a line (NDJSON), sorted by ID.",
      "'agents import' reads it back. While heartbeats go on, each record is as it was",
      "when its turn came."
    },
    footer = {
      "%nThe same records give the same file, byte for byte.",
      "%nExamples:",
      "  agents export agents.ndjson",
      "  agents export | gzip > agents.ndjson.gz",
      "  agents export --url https://agents.example.org | agents import --db copy.db"
    })
final class ExportCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to write, whole or not at all. Default: standard output.")
  private @Nullable String file;

  @Option(names = "--force", description = "Replace the file if it is there.", order = 1)
  private boolean force;

  @Mixin private final RegistryOptions registry = new RegistryOptions().lasting();

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (file == null || file.equals("-")) {
      try (OpenRegistry open = registry.openExisting(shell)) {
        write(open.registry(), shell.out());
      }
    } else {
      exportTo(shell.resolve(file));
    }
    return ExitCode.DONE;
  }

  private void exportTo(Path path) throws IOException {
    registry.file(shell).ifPresent(database -> database.refuseToReplace(path));
    try (OpenRegistry open = registry.openExisting(shell);
        WholeFile whole = WholeFile.draft(shell, path, force)) {
      long count = writeDraft(open.registry(), whole, path);
      whole.publish();
      shell.say("Exported " + PruneWords.agents(count) + ".");
    }
  }

  private long writeDraft(AgentRegistry open, WholeFile whole, Path path) throws IOException {
    try (Writer writer = Files.newBufferedWriter(whole.draft())) {
      return write(open, writer);
    } catch (IOException e) {
      throw WholeFile.cannotWrite(path, e);
    }
  }

  private long write(AgentRegistry open, Writer target) throws IOException {
    Pages pages =
        new Pages(open, AgentQuery.builder().sort(Sort.ID).limit(AgentQuery.MAX_LIMIT).build());
    try (Progress progress = Progress.of(shell, "Exporting", Progress.Unit.AGENTS)) {
      while (pages.hasNext()) {
        AgentPage<AgentRecord> page = pages.next();
        for (AgentRecord agent : page.agents()) {
          target.write(new String(JsonBytes.of(agent.agent()), StandardCharsets.UTF_8));
          target.write('\n');
        }
        progress.to(pages.count(), page.total());
      }
    }
    return pages.count();
  }
}
