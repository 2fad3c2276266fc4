package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentRecord;
import java.util.List;
import picocli.CommandLine.Option;

/** In which format a command shows agents. */
final class OutputOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (the default), wide, json, ndjson or csv.",
      order = 80)
  private OutputFormat format = OutputFormat.TABLE;

  /** Whether the answer is for people rather than for programs. */
  boolean isForPeople() {
    return format == OutputFormat.TABLE || format == OutputFormat.WIDE;
  }

  OutputFormat format() {
    return format;
  }

  Presentation presentation(Shell shell) {
    return switch (format) {
      case TABLE -> new TablePresentation(shell, Columns.narrow(shell.now()));
      case WIDE -> new TablePresentation(shell, Columns.wide(shell.now()));
      case JSON -> new JsonPresentation(shell);
      case NDJSON -> new NdjsonPresentation(shell);
      case CSV -> new CsvPresentation(shell);
    };
  }

  /** The columns of tables that are shown beside the answer, whatever the format of that. */
  List<Column<AgentRecord>> columns(Shell shell) {
    return format == OutputFormat.WIDE ? Columns.wide(shell.now()) : Columns.narrow(shell.now());
  }
}
