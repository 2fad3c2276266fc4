package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.PruneReport;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** RFC 4180 with the API's names as header; the items of a list are joined by {@code ;}. */
final class CsvPresentation implements Presentation {

  private static final String LINE_END = "\r\n";

  private final StandardOutput out;

  CsvPresentation(Shell shell) {
    this.out = shell.out();
  }

  @Override
  public void agent(AgentRecord agent) throws IOException {
    writeHeader();
    write(List.of(agent));
  }

  @Override
  public void page(AgentQuery query, AgentPage<AgentRecord> page) throws IOException {
    writeHeader();
    write(page.agents());
  }

  @Override
  public void pages(Iterator<AgentPage<AgentRecord>> pages) throws IOException {
    writeHeader();
    while (pages.hasNext()) {
      write(pages.next().agents());
    }
  }

  @Override
  public void report(PruneReport report) throws IOException {
    writeHeader();
    write(report.agents());
  }

  private void writeHeader() throws IOException {
    writeRow(Columns.API.stream().map(Column::title).toList());
  }

  private void write(List<AgentRecord> agents) throws IOException {
    for (AgentRecord agent : agents) {
      writeRow(Columns.API.stream().map(column -> column.text(agent)).toList());
    }
  }

  void writeRow(List<String> fields) throws IOException {
    String separator = "";
    for (String field : fields) {
      out.write(separator);
      out.write(quoted(field));
      separator = ",";
    }
    out.write(LINE_END);
  }

  static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
