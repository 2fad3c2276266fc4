package dev.agentregistry.cli;

import dev.agentregistry.domain.Issue;
import dev.agentregistry.domain.IssuePage;
import dev.agentregistry.domain.IssueQuery;
import dev.agentregistry.http.json.IssueJson;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Writes issues to standard output in one format. */
final class IssuesPresentation {

  private final Shell shell;
  private final OutputFormat format;

  IssuesPresentation(Shell shell, OutputFormat format) {
    this.shell = shell;
    this.format = format;
  }

  /** One page. */
  void page(IssueQuery query, IssuePage page) throws IOException {
    if (format == OutputFormat.JSON) {
      JsonPresentation.write(shell, true, json -> IssueJson.write(json, query, page));
    } else {
      pages(List.of(page).iterator());
    }
  }

  /** Many pages, each written before the next is asked for. */
  void pages(Iterator<IssuePage> pages) throws IOException {
    switch (format) {
      case TABLE, WIDE -> writeTable(pages);
      case JSON -> JsonPresentation.write(shell, true, json -> IssueJson.write(json, pages));
      case NDJSON -> writeLines(pages);
      case CSV -> writeCsv(pages);
    }
  }

  private void writeTable(Iterator<IssuePage> pages) throws IOException {
    Table<IssueRow> table =
        new Table<>(
            IssueRow.columns(shell.now(), format == OutputFormat.WIDE),
            shell.width(StandardStream.OUT),
            this::colour);
    while (pages.hasNext()) {
      shell.out().write(table.lines(IssueRow.of(pages.next().issues())));
    }
  }

  private String colour(Column<IssueRow> column, IssueRow row, String cell) {
    if (!shell.hasColour(StandardStream.OUT)) {
      return cell;
    }
    if (column.equals(IssueRow.LIVENESS)) {
      return Colour.of(row.agent().liveness(), cell);
    }
    return column.equals(IssueRow.STATE) ? Colour.of(row.issue().state(), cell) : cell;
  }

  private void writeLines(Iterator<IssuePage> pages) throws IOException {
    while (pages.hasNext()) {
      for (Issue issue : pages.next().issues()) {
        JsonPresentation.write(shell, false, json -> IssueJson.write(json, issue));
      }
      shell.out().flush();
    }
  }

  private void writeCsv(Iterator<IssuePage> pages) throws IOException {
    CsvPresentation csv = new CsvPresentation(shell);
    csv.writeRow(IssueRow.API.stream().map(Column::title).toList());
    while (pages.hasNext()) {
      for (IssueRow row : IssueRow.of(pages.next().issues())) {
        csv.writeRow(IssueRow.API.stream().map(column -> column.text(row)).toList());
      }
    }
  }
}
