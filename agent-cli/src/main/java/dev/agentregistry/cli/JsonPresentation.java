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

/** The API's JSON; indented on a terminal. */
final class JsonPresentation implements Presentation {

  /** What is written. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private final Shell shell;

  JsonPresentation(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void agent(AgentRecord agent) throws IOException {
    write(json -> AgentJson.write(json, agent));
  }

  @Override
  public void page(AgentQuery query, AgentPage<AgentRecord> page) throws IOException {
    write(json -> AgentJson.write(json, query, page));
  }

  @Override
  public void pages(Iterator<AgentPage<AgentRecord>> pages) throws IOException {
    write(json -> AgentJson.write(json, pages));
  }

  @Override
  public void report(PruneReport report) throws IOException {
    write(json -> AgentJson.write(json, report));
  }

  private void write(Body body) throws IOException {
    write(shell, true, body);
  }

  /**
   * Writes one object or array, and ends the line.
   *
   * @param mayIndent whether it is indented on a terminal; else it is always one line
   */
  static void write(Shell shell, boolean mayIndent, Body body) throws IOException {
    // Not try-with-resources: on failure there is nothing to complete.
    JsonGenerator json = new JsonFactory().createGenerator(shell.out());
    if (mayIndent && shell.isTerminal()) {
      json.useDefaultPrettyPrinter();
    }
    body.write(json);
    json.flush();
    shell.out().line("");
  }
}
