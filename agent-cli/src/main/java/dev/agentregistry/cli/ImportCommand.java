package dev.agentregistry.cli;

import dev.agentregistry.domain.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Puts exported records back: one JSON object a line, from a file or a pipe.",
      "Every line is checked first; with a bad one nothing is imported. A record that",
      "the registry has as new or newer stays as it is, so it may be run again."
    },
    footer = {
      "%nExamples:",
      "  agents import agents.ndjson",
      "  agents import agents.ndjson --dry-run",
      "  gunzip -c agents.ndjson.gz | agents import --db restored.db",
      "  agents import agents.ndjson --url https://agents.example.org"
    })
final class ImportCommand implements Callable<Integer> {

  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to read. Default, and where it is -: standard input.")
  private @Nullable String file;

  @Option(names = "--dry-run", description = "Only check every line.", order = 1)
  private boolean dryRun;

  @Option(
      names = "--skip-bad",
      description = "Import the good lines, however many are bad.",
      order = 2)
  private boolean skipBad;

  @Mixin private final ReportOption output = new ReportOption();
  @Mixin private final RegistryOptions registry = new RegistryOptions().lasting();

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    try (ImportSource source = ImportSource.open(shell, file)) {
      Importer importer = new Importer(source, shell);
      boolean checks = dryRun || !skipBad;
      if (checks && isNew()) {
        // What is in a file before it is made is nothing; and with a bad line it is not made.
        try (OpenRegistry nothing = nothing()) {
          importer.check(nothing.registry());
        }
        checks = false;
      }
      if (checks || !isOver(importer)) {
        run(importer, checks);
      }
      importer.bad().tell(shell);
      tell(importer);
      return importer.bad().count() > 0 && !skipBad ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  private void run(Importer importer, boolean checks) throws IOException {
    try (OpenRegistry open = registry.openOrMake(shell)) {
      if (checks) {
        importer.check(open.registry());
      }
      if (!isOver(importer)) {
        importer.restore(open.registry());
      }
    }
  }

  /** Whether the check is all that there is to be done. */
  private boolean isOver(Importer importer) {
    return dryRun || (importer.bad().count() > 0 && !skipBad);
  }

  private boolean isNew() {
    return registry.file(shell).filter(found -> Files.notExists(found.path())).isPresent();
  }

  private OpenRegistry nothing() {
    return Registries.inMemory().registry(shell.surroundings().clock(), Agent.DEFAULT_TTL);
  }

  private void tell(Importer importer) throws IOException {
    ImportReport report = importer.report();
    if (output.isJson()) {
      new ReportPresentation(shell).report(report);
      shell.out().flush();
    }
    if (report.bad() > 0 && !skipBad && importer.hasChangedNothing()) {
      throw CommandException.failed(
          "nothing was imported, since %s bad: correct %s, or add --skip-bad"
              .formatted(
                  report.bad() == 1 ? "a line is" : report.bad() + " lines are",
                  report.bad() == 1 ? "it" : "them"));
    }
    shell.say(dryRun ? plan(importer) : summary(report));
  }

  private static String plan(Importer importer) {
    return "%s to import, %s; nothing was changed."
        .formatted(PruneWords.agents(importer.good()), lines(importer.bad().count()));
  }

  private static String summary(ImportReport report) {
    StringBuilder summary = new StringBuilder("Imported ");
    summary.append(PruneWords.agents(report.imported()));
    if (report.kept() > 0) {
      summary
          .append("; ")
          .append(report.kept())
          .append(report.kept() == 1 ? " was" : " were")
          .append(" there already, as new or newer");
    }
    if (report.bad() > 0) {
      summary.append("; ").append(lines(report.bad())).append(" passed over");
    }
    return summary.append('.').toString();
  }

  private static String lines(long bad) {
    return switch ((int) Math.min(bad, 2)) {
      case 0 -> "no bad lines";
      case 1 -> "1 bad line";
      default -> bad + " bad lines";
    };
  }
}
