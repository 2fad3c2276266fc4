package dev.agentregistry.cli;

import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.PruneReport;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** For people. */
final class TablePresentation implements Presentation {

  private final Shell shell;
  private final List<Column<AgentRecord>> columns;

  TablePresentation(Shell shell, List<Column<AgentRecord>> columns) {
    this.shell = shell;
    this.columns = columns;
  }

  @Override
  public void agent(AgentRecord agent) throws IOException {
    shell.out().write(AgentCard.lines(agent, shell.now(), shell.hasColour(StandardStream.OUT)));
  }

  @Override
  public void page(AgentQuery query, AgentPage<AgentRecord> page) throws IOException {
    shell.out().write(table().lines(page.agents()));
  }

  @Override
  public void pages(Iterator<AgentPage<AgentRecord>> pages) throws IOException {
    Table<AgentRecord> table = table();
    while (pages.hasNext()) {
      shell.out().write(table.lines(pages.next().agents()));
    }
  }

  @Override
  public void report(PruneReport report) throws IOException {
    if (report.dryRun()) {
      shell.out().write(table().lines(report.agents()));
    } else if (report.matched() > 0) {
      shell.out().line(PruneWords.summary(report));
    }
  }

  private Table<AgentRecord> table() {
    return AgentTable.on(shell, StandardStream.OUT, columns);
  }
}
