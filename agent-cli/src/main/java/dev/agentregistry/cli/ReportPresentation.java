package dev.agentregistry.cli;

import dev.agentregistry.domain.Finding;
import java.io.IOException;
import java.util.List;

/** Reports of what a command did, as JSON. */
final class ReportPresentation {

  private final Shell shell;

  ReportPresentation(Shell shell) {
    this.shell = shell;
  }

  /** What an import did. */
  void report(ImportReport report) throws IOException {
    write(
        json -> {
          json.writeNumberField("imported", report.imported());
          json.writeNumberField("kept", report.kept());
          json.writeNumberField("bad", report.bad());
        });
  }

  /** What checks found. */
  void checks(List<Finding> findings) throws IOException {
    write(
        json -> {
          json.writeArrayFieldStart("checks");
          for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("name", finding.name());
            json.writeStringField("state", Values.name(finding.state()));
            json.writeStringField("message", finding.message());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private void write(JsonPresentation.Body members) throws IOException {
    JsonPresentation.write(
        shell,
        true,
        json -> {
          json.writeStartObject();
          members.write(json);
          json.writeEndObject();
        });
  }
}
