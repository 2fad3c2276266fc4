package dev.agentregistry.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what a check found to standard output in one format. */
final class CheckPresentation {

  private static final String HOLDS = "holds";

  private final Shell shell;
  private final OutputFormat format;

  CheckPresentation(Shell shell, OutputFormat format) {
    this.shell = shell;
    this.format = format;
  }

  void checks(List<Check> checks) throws IOException {
    boolean hold = checks.stream().allMatch(Check::holds);
    switch (format) {
      case TABLE, WIDE ->
          shell
              .out()
              .line(
                  checks.stream()
                      .map(Check::words)
                      .collect(Collectors.joining(", ", hold ? "OK: " : "FAILED: ", "")));
      case JSON, NDJSON ->
          JsonPresentation.write(
              shell, format == OutputFormat.JSON, json -> write(json, hold, checks));
      case CSV -> writeCsv(hold, checks);
    }
  }

  private static void write(JsonGenerator json, boolean hold, List<Check> checks)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField(HOLDS, hold);
    for (Check check : checks) {
      json.writeNumberField(Values.name(check.liveness()), check.found());
    }
    json.writeEndObject();
  }

  private void writeCsv(boolean hold, List<Check> checks) throws IOException {
    List<String> titles = new ArrayList<>(List.of(HOLDS));
    List<String> cells = new ArrayList<>(List.of(String.valueOf(hold)));
    for (Check check : checks) {
      titles.add(Values.name(check.liveness()));
      cells.add(String.valueOf(check.found()));
    }
    CsvPresentation csv = new CsvPresentation(shell);
    csv.writeRow(titles);
    csv.writeRow(cells);
  }
}
