package dev.agentregistry.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.agentregistry.domain.AgentPage;
import dev.agentregistry.domain.AgentQuery;
import dev.agentregistry.domain.AgentRecord;
import dev.agentregistry.domain.PruneReport;
import dev.agentregistry.http.json.AgentJson;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The API's records, one a line. */
final class NdjsonPresentation implements Presentation {

  private final Shell shell;

  NdjsonPresentation(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void agent(AgentRecord agent) throws IOException {
    write(List.of(agent));
  }

  @Override
  public void page(AgentQuery query, AgentPage<AgentRecord> page) throws IOException {
    write(page.agents());
  }

  @Override
  public void pages(Iterator<AgentPage<AgentRecord>> pages) throws IOException {
    while (pages.hasNext()) {
      write(pages.next().agents());
    }
  }

  @Override
  public void report(PruneReport report) throws IOException {
    write(report.agents());
  }

  private void write(List<AgentRecord> agents) throws IOException {
    JsonGenerator json =
        JsonFactory.builder().build().setRootValueSeparator("\n").createGenerator(shell.out());
    for (AgentRecord agent : agents) {
      AgentJson.write(json, agent);
    }
    json.flush();
    if (!agents.isEmpty()) {
      shell.out().line("");
    }
    shell.out().flush();
  }
}
